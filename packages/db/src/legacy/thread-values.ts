import { unknownTime } from './communities.ts'
import { keptId } from './derive-id.ts'
import { authorOf } from './influencers.ts'
import type { Home } from './migration.ts'
import type { NewThread } from './thread-write.ts'
import { readInteger, readSentiment, readTime } from './values.ts'

/** An old thread, every cell as text. */
export interface OldThread {
  readonly id: string
  readonly campaign: string | null
  readonly community: string | null
  readonly platform: string | null
  readonly externalId: string | null
  readonly parentExternalId: string | null
  readonly url: string | null
  readonly title: string | null
  readonly body: string | null
  readonly author: string | null
  readonly publishedAt: string | null
  readonly collectedAt: string | null
  readonly createdAt: string | null
  readonly analyzedAt: string | null
  readonly score: string | null
  readonly comments: string | null
  readonly sentiment: string | null
  readonly language: string | null
  readonly insights: string | null
  readonly aiInsights: string | null
  /** JSON of the row where its campaign is none that rows can go to. */
  readonly whole: string | null
}
interface Place {
  readonly home: Home
  readonly platform: string
  readonly externalId: string
  readonly communityId: string
}

/** What of an old thread can stand here, and the cells that were blanked. */
export function readThread(
  old: OldThread,
  { home, platform, externalId, communityId }: Place,
): { thread: NewThread; unreadable: [field: string, value: string][] } {
  const unreadable: [string, string][] = []
  const take = <Value>(field: string, text: string | null, { value, bad }: { value: Value | null; bad: boolean }): Value | null => {
    if (bad && text !== null) unreadable.push([field, text])
    return value
  }
  const createdAt = take('created_at', old.createdAt, readTime(old.createdAt))
  const analyzedAt = take('analyzed_at', old.analyzedAt, readTime(old.analyzedAt))
  const collectedAt = take('collected_at', old.collectedAt, readTime(old.collectedAt))
  // A post that says nothing of its own time was there when it was stored.
  const publishedAt = take('published_at', old.publishedAt, readTime(old.publishedAt)) ?? createdAt ?? collectedAt ?? analyzedAt
  if (publishedAt === null) unreadable.push(['published_at', old.publishedAt ?? 'no time at all'])
  const sentiment = take('sentiment', old.sentiment, readSentiment(old.sentiment))
  const title = old.title ?? ''
  const body = old.body ?? ''
  const thread: NewThread = {
    oldId: old.id,
    id: keptId(old.id, home.campaign.brandId, 'threads'),
    platform,
    externalId,
    parentExternalId: old.parentExternalId,
    url: old.url ?? '',
    title,
    body,
    author: authorOf(old.author, platform),
    communityId,
    publishedAt: publishedAt ?? unknownTime,
    collectedAt: collectedAt ?? createdAt ?? analyzedAt ?? publishedAt ?? unknownTime,
    observedAt: analyzedAt,
    score: take('score', old.score, readInteger(old.score, -2_147_483_648)),
    comments: take('comments', old.comments, readInteger(old.comments, 0)) ?? 0,
    language: languageOf(old.language),
    // The column has no null: neutral, and listed where a value was blanked.
    sentiment: sentiment ?? 0,
    mentionsBrand: home.mentionsBrand(title, body),
  }
  return { thread, unreadable: [...new Map(unreadable).entries()] }
}

const languageOf = (text: string | null): string => {
  const code = text?.trim().toLowerCase() ?? ''
  return /^[a-z]{2}$/.test(code) ? code : 'und'
}
