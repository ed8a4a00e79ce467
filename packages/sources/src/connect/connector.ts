import type { Pace, Source } from '@echoscope/domain'
import type { Http } from '../http.ts'
import type { Judge } from '../http/judge.ts'
import type { Stream } from '../http/stream.ts'
import type { Tokens } from './tokens.ts'

/** One place a connector asks, and under whose name. */
export interface Line {
  readonly baseUrl: string
  /** A user named the address: it must be public, unless the operator allows it. */
  readonly isUserGiven?: boolean
  /** The workspace that asks; every line of a source that `openSource` opens has it. */
  readonly askedFor?: string
  /** What the place counts its limits by; null: the address of this installation. */
  readonly credential?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly pace?: Pace
  readonly judge?: Judge
  readonly maxBytes?: number
}

/** What a connector gets of the process it runs in. */
export interface World {
  connect(line: Line): Http
  /** The same for a place that speaks by itself. */
  stream(line: Pick<Line, 'baseUrl' | 'isUserGiven' | 'askedFor' | 'pace'>): Stream
  /** The operator's address for a place, or the one the connector knows. */
  baseUrl(kind: string, known: string): string
  readonly tokens: Tokens
}

/** Settings of one workspace for one kind of source, by name. All of them are kept sealed: an address may hold a token. */
export type Settings = Readonly<Record<string, string>>

export interface Connector {
  readonly kind: string
  readonly name: string
  readonly description: string
  /** The settings it takes, and those without which it does nothing. */
  readonly takes: readonly string[]
  readonly needs: readonly string[]
  /** A source for one scope's run. @throws SourceError `unauthorized` where a setting makes no sense. */
  open(world: World, settings: Settings): Source
}

/** A setting that lists things: by commas, blanks or lines. */
export const listOf = (text: string | undefined, otherwise: readonly string[] = []): string[] => {
  const items = (text ?? '').split(/[\s,]+/).filter((item) => item !== '')
  return items.length === 0 ? [...otherwise] : [...new Set(items)]
}

/** An address without its last slash. */
export const trimmed = (address: string): string => address.replace(/\/+$/, '')
