/** What a query is held against: a post, or a stored thread. What is absent matches no `field:`. */
export interface Searched {
  readonly title: string
  readonly body: string
  readonly url?: string
  readonly author?: string | null
  readonly community?: string
  /** The platform, and the source that found it. */
  readonly sources?: readonly string[]
  /** Asked for only where a query names a language. */
  readonly language?: () => string
}

/** `r/golang`, `/r/golang` and `golang` are one community, in any case. */
export const communityKey = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/^\/?r\//, '')

const sourceKey = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '')
const languageKey = (code: string): string => code.toLowerCase().split('-', 1)[0] ?? ''

/** What a `field:` is compared with, and how its spelling is levelled. */
export const valueFields = {
  author: { of: ({ author }: Searched) => (author === undefined || author === null ? [] : [author]), key: (name: string) => name.toLowerCase() },
  community: { of: ({ community }: Searched) => (community === undefined ? [] : [community]), key: communityKey },
  source: { of: ({ sources = [] }: Searched) => sources, key: sourceKey },
  lang: { of: ({ language }: Searched) => (language === undefined ? [] : [language()]), key: languageKey },
} as const

/** Whether a whole value has these parts in order, with anything between them. */
export function isGlobOf(parts: readonly string[], value: string): boolean {
  const first = parts[0] ?? ''
  if (parts.length < 2) return value === first
  const last = parts.at(-1) ?? ''
  if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= value.length - last.length
}

const address = /\bhttps?:\/\/[^\s<>"'()[\]]+/giu

/** The post's own address and those in its text, one a line. */
export const addressesOf = ({ url = '', title, body }: Searched): string => [url, ...(title.match(address) ?? []), ...(body.match(address) ?? [])].join('\n')
