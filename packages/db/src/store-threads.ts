import { type CommunityId, newId, type PainPointTag, type Post, type ThreadId } from '@echoscope/domain'
import { daysOfInstants, readDayZone } from './day-zone.ts'
import type { ScopedSql } from './session.ts'
import type { Batch } from './store.ts'
import { type Folded, type FoldedFigures, type FoldedThread, keptIn, keyOf } from './store-fold.ts'
import type { KnownThread } from './store-known.ts'
import { ensureCommunities, ensureInfluencers, nameKey } from './store-parents.ts'
import { piecesOf, valuesOf } from './values.ts'

/** A thread as it was just written. */
export interface WrittenThread {
  /** `keyOf` its post. */
  readonly key: string
  readonly id: ThreadId
  readonly communityId: CommunityId
  readonly day: string
  readonly before: KnownThread | null
  readonly painPoints: readonly PainPointTag[]
  /** Its text was blanked, so there is no place in it. */
  readonly isGone: boolean
}

const columns = [
  'brand_id',
  'campaign_id',
  'campaign_type',
  'source',
  'collected_at',
  'id',
  'platform',
  'external_id',
  'parent_external_id',
  'url',
  'title',
  'body',
  'community_id',
  'influencer_id',
  'published_at',
  'day',
  'observed_at',
  'score',
  'comments',
  'language',
  'model_sentiment',
  'brand_sentiment',
  'mentions_brand',
  'matches',
  'entities',
  'by_bot',
  'spam',
  'spam_signs',
  'rule_version',
  'gone',
]
/** What a later reading may change. Not when it was first collected, by which source, nor anything a user said of it. */
const replaced = columns.slice(columns.indexOf('parent_external_id'))

/** Writes new and changed threads, with the communities and authors they need. */
export async function writeThreads(
  sql: ScopedSql,
  { threads }: Pick<Folded, 'threads'>,
  { source, at, readings }: Pick<Batch, 'source' | 'at' | 'readings'>,
): Promise<WrittenThread[]> {
  const posts = threads.map(({ kept }) => kept.post)
  const communities = await ensureCommunities(sql, { needed: posts, seen: [...posts, ...readings.flatMap((each) => keptIn(each)?.post ?? [])], at })
  const influencers = await ensureInfluencers(sql, posts)
  const { brandId, campaignId, type } = sql.scope
  const dayAt = await daysOfPosts(sql, posts)
  const rows = threads.map((thread, place) => {
    const { post } = thread.kept
    return {
      thread,
      id: thread.before?.id ?? newId<'thread'>(at.getTime()),
      communityId: idIn(communities, nameKey(post.platform, post.community.name)),
      influencerId: post.author === null ? null : idIn(influencers, nameKey(post.platform, post.author)),
      day: dayAt(place),
    }
  })
  for (const piece of piecesOf(rows, columns.length)) {
    const values = valuesOf(
      piece.map(({ thread, id, communityId, influencerId, day }) => {
        const { post, analysis, matches, entities, ruleVersion } = thread.kept
        return [
          id,
          post.platform,
          post.externalId,
          post.parentExternalId,
          post.url,
          post.title,
          post.body,
          communityId,
          influencerId,
          post.publishedAt,
          day,
          thread.observedAt,
          thread.score,
          thread.comments,
          analysis.language,
          analysis.sentiment,
          analysis.brandSentiment,
          analysis.mentionsBrand,
          JSON.stringify(matches),
          JSON.stringify(entities),
          post.byBot ?? false,
          analysis.spam,
          JSON.stringify(analysis.spamSigns),
          ruleVersion,
          thread.gone,
        ]
      }),
      { shared: [brandId, campaignId, type, source, at] },
    )
    await sql.run(
      `INSERT INTO threads (${columns.join(', ')}) VALUES ${values.text}
       ON CONFLICT (brand_id, campaign_id, platform, external_id) DO UPDATE SET ${replaced.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}`,
      values.params,
    )
  }
  return rows.map(({ thread, id, communityId, day }) => ({
    key: keyOf(thread.kept.post),
    id,
    communityId,
    day,
    before: thread.before,
    painPoints: painPointsOf(thread),
    isGone: thread.gone !== null,
  }))
}

async function daysOfPosts(sql: ScopedSql, posts: readonly Post[]): Promise<(place: number) => string> {
  const days = await daysOfInstants(
    sql,
    await readDayZone(sql),
    posts.map(({ publishedAt }) => publishedAt),
  )
  return (place) => {
    const day = days[place]
    if (day === undefined) throw new Error('a post was published on a day')
    return day
  }
}

const painPointsOf = ({ kept }: FoldedThread): readonly PainPointTag[] => kept.analysis.painPoints

function idIn<Id>(ids: ReadonlyMap<string, Id>, key: string): Id {
  const id = ids.get(key)
  if (id === undefined) throw new Error('a row that was just written is not there')
  return id
}

/** New figures of known threads. */
export async function writeFigures(sql: ScopedSql, figures: readonly FoldedFigures[]): Promise<void> {
  for (const piece of piecesOf(figures, 4)) {
    const values = valuesOf(
      piece.map(({ before, score, comments, observedAt }) => [before.id, score, comments, observedAt]),
      { casts: ['uuid', 'integer', 'integer', 'timestamptz'] },
    )
    await sql.run(
      `UPDATE threads t SET score = v.score, comments = v.comments, observed_at = v.observed_at
       FROM (VALUES ${values.text}) AS v (id, score, comments, observed_at) WHERE ${sql.within('t')} AND t.id = v.id`,
      values.params,
    )
  }
}
