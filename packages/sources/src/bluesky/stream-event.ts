import type { Gone, Post } from '@echoscope/domain'
import { z } from 'zod'
import { asInstant } from '../dates.ts'
import { textOf } from '../fields.ts'
import { Text } from '../walk/wire.ts'

const Record = z.object({ text: z.string(), createdAt: Text, reply: z.object({ parent: z.object({ uri: z.string() }) }).nullish() })
const Event = z.object({
  did: z.string().startsWith('did:').max(200),
  time_us: z.int(),
  kind: z.string(),
  commit: z.object({ operation: z.string(), collection: z.string(), rkey: z.string().max(200), cid: Text, record: z.unknown().optional() }).nullish(),
})

/** `at`: when the stream had it, in milliseconds. */
export type StreamEvent =
  | { readonly kind: 'post'; readonly at: number; readonly post: Post; readonly version: string }
  | { readonly kind: 'gone'; readonly at: number; readonly gone: Gone }
  | { readonly kind: 'other'; readonly at: number }

/** Null for what is no event of this stream. */
export function eventIn(text: string): StreamEvent | null {
  const { data } = Event.safeParse(parsed(text))
  if (data === undefined) return null
  const { did, time_us, commit } = data
  const at = Math.floor(time_us / 1_000)
  if (commit === null || commit === undefined || commit.collection !== 'app.bsky.feed.post') return { kind: 'other', at }
  const externalId = `at://${did}/${commit.collection}/${commit.rkey}`
  if (commit.operation === 'delete')
    return { kind: 'gone', at, gone: { platform: 'bluesky', externalId, observedAt: new Date(at), score: null, comments: null, why: 'deleted' } }
  const { data: record } = Record.safeParse(commit.record)
  if (record === undefined) return { kind: 'other', at }
  const said = asInstant(record.createdAt)
  return {
    kind: 'post',
    at,
    version: commit.cid ?? '',
    post: {
      platform: 'bluesky',
      externalId,
      url: `https://bsky.app/profile/${did}/post/${commit.rkey}`,
      community: { name: 'Bluesky', url: 'https://bsky.app/', members: null },
      author: did,
      title: '',
      body: textOf(record.text),
      publishedAt: said instanceof Date && said.getTime() < at ? said : new Date(at),
      // It says nothing of figures: what a search found keeps its own.
      observedAt: null,
      score: null,
      comments: 0,
      parentExternalId: record.reply?.parent.uri ?? null,
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
