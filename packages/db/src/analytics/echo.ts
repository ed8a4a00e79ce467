import { byEcho, type Community, type CommunityId, echoChange, echoScore, isHighEcho } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import type { Distinct } from './mentions.ts'
import { addDays, type Windows } from './windows.ts'

const echoDays = 30
const zeros = (length: number): number[] => Array.from({ length }, () => 0)

/** One community with what it gathered each day from 30 days before the range to its end. */
interface Volume {
  readonly id: CommunityId
  readonly name: string
  readonly platform: string
  readonly url: string
  readonly members: number | null
  readonly threads: number
  readonly engagement: number
  readonly sumS: number
  /** Day of the reading, threads, engagement, distinct pain points of that day. */
  readonly days: readonly (readonly [at: number, threads: number, engagement: number, painPoints: number])[]
}
export interface Echoes {
  /** Communities with a thread in the 30 days that end with the range, best first, without their key voices. */
  readonly active: readonly Omit<Community, 'keyVoice'>[]
  /** Communities of high echo on the day before the range, then on each of its days. */
  readonly high: readonly number[]
}

/**
 * Echo scores of every community on the day before the range and on each of its days, from the daily roll-ups: a score covers the 30 days
 * that end with its day, whatever the range. `echoChange` is the score of the range's last day less that of the day before the range.
 */
export async function readEchoes(sql: ScopedSql, windows: Windows, distinct: ReadonlyMap<CommunityId, Distinct>): Promise<Echoes> {
  const volumes = await readVolumes(sql, windows)
  const high = zeros(windows.length + 1)
  const undecided: History[] = []
  for (const volume of volumes) {
    const history = historyOf(volume, windows.length)
    const bounded = highByBounds(history)
    if (bounded === null) undecided.push(history)
    else count(high, bounded)
  }
  for (const decided of await decide(sql, windows, undecided)) count(high, decided)
  return { high, active: rank(volumes, windows, distinct) }
}

const count = (into: number[], high: readonly boolean[]): void => high.forEach((is, index) => (into[index] = (into[index] ?? 0) + Number(is)))

function readVolumes(sql: ScopedSql, windows: Windows): Promise<Volume[]> {
  return sql.all<Volume>(
    `SELECT c.id, c.name, c.platform, c.url, c.members, v.threads, v.engagement, v.sum_s AS "sumS", v.days
     FROM (
       SELECT community_id, coalesce(sum(threads) FILTER (WHERE day >= $2), 0)::float8 AS threads,
         coalesce(sum(engagement) FILTER (WHERE day >= $2), 0)::float8 AS engagement, coalesce(sum(sentiment_sum) FILTER (WHERE day >= $2), 0) AS sum_s,
         json_agg(json_build_array(day - $1::date, threads, engagement, pain_points)) AS days
       FROM community_days WHERE ${sql.within()} AND day >= $1 AND day < $3 GROUP BY community_id) v
     JOIN communities c ON ${sql.within('c')} AND c.id = v.community_id`,
    [addDays(windows.from, -echoDays), windows.from, windows.to],
  )
}

/** Sums of the 30 days that end with each day of interest: the day before the range, then each of its days. */
interface History {
  readonly id: CommunityId
  readonly threads: readonly number[]
  readonly engagement: readonly number[]
  /** There are at least as many distinct pain points as on the day with most, and at most as many as all days together. */
  readonly fewest: readonly number[]
  readonly most: readonly number[]
}

function historyOf({ id, days }: Volume, length: number): History {
  const threads = zeros(length + echoDays)
  const engagement = [...threads]
  const painPoints = [...threads]
  for (const [at, threadsThen, engagementThen, painPointsThen] of days) {
    threads[at] = threadsThen
    engagement[at] = engagementThen
    painPoints[at] = painPointsThen
  }
  return { id, threads: sliding(threads), engagement: sliding(engagement), most: sliding(painPoints), fewest: slidingMost(painPoints) }
}

function sliding(values: readonly number[]): number[] {
  const sums: number[] = []
  let sum = 0
  values.forEach((value, at) => {
    sum += value - (values[at - echoDays] ?? 0)
    if (at >= echoDays - 1) sums.push(sum)
  })
  return sums
}
const slidingMost = (values: readonly number[]): number[] =>
  Array.from({ length: values.length - echoDays + 1 }, (_, at) => values.slice(at, at + echoDays).reduce((most, value) => Math.max(most, value)))

const isHighWith = ({ threads, engagement }: History, at: number, distinctPainPoints: number): boolean =>
  isHighEcho(echoScore({ threads: threads[at] ?? 0, engagement: engagement[at] ?? 0, distinctPainPoints }).score)

/** Large communities are high with the fewest pain points they can have, small ones are not with the most; null where it takes a count. */
function highByBounds(history: History): boolean[] | null {
  const high: boolean[] = []
  for (const [at, fewest] of history.fewest.entries()) {
    const atLeast = isHighWith(history, at, fewest)
    if (atLeast !== isHighWith(history, at, history.most[at] ?? 0)) return null
    high.push(atLeast)
  }
  return high
}

/**
 * A mention is the latest of its pain point from its day until the next one, and counts for 30 days at most: +1 where that stretch
 * begins and −1 where it ends add up to the distinct pain points of every day, without looking at each window in turn.
 */
async function decide(sql: ScopedSql, windows: Windows, undecided: readonly History[]): Promise<boolean[][]> {
  if (undecided.length === 0) return []
  const steps = await sql.all<{ id: CommunityId; at: number; step: number }>(
    `WITH stretches AS MATERIALIZED (
       SELECT community_id, day, least(lead(day) OVER (PARTITION BY community_id, pain_point_id ORDER BY day), day + ${echoDays}) AS until
       FROM pain_point_days WHERE ${sql.within()} AND community_id = ANY ($3::uuid[]) AND day >= $1 AND day < $2)
     SELECT community_id AS id, day - $1::date AS at, sum(step)::int AS step
     FROM (SELECT community_id, day, 1 AS step FROM stretches UNION ALL SELECT community_id, until, -1 FROM stretches) s
     WHERE day < $2 GROUP BY community_id, day`,
    [addDays(windows.from, -echoDays), windows.to, undecided.map(({ id }) => id)],
  )
  const stepsOf = Map.groupBy(steps, ({ id }) => id)
  return undecided.map((history) => {
    const changes = zeros(windows.length + echoDays)
    for (const { at, step } of stepsOf.get(history.id) ?? []) changes[at] = step
    let distinct = 0
    const counts = changes.map((step) => (distinct += step))
    return history.fewest.map((_, at) => isHighWith(history, at, counts[at + echoDays - 1] ?? 0))
  })
}

function rank(volumes: readonly Volume[], windows: Windows, distinct: ReadonlyMap<CommunityId, Distinct>): Echoes['active'] {
  const rows = volumes.flatMap((volume) => {
    const { threads, engagement } = historyOf(volume, windows.length)
    const painPoints = distinct.get(volume.id) ?? { now: 0, before: 0 }
    if ((threads.at(-1) ?? 0) === 0) return []
    const now = echoScore({ threads: threads.at(-1) ?? 0, engagement: engagement.at(-1) ?? 0, distinctPainPoints: painPoints.now })
    const before = echoScore({ threads: threads[0] ?? 0, engagement: engagement[0] ?? 0, distinctPainPoints: painPoints.before })
    const { days: _, sumS, ...community } = volume
    return [
      {
        ...community,
        rank: 0,
        echoScore: now.score,
        echoParts: now.parts,
        echoChange: echoChange(now.score, before.score),
        sentiment: community.threads === 0 ? null : sumS / community.threads,
      },
    ]
  })
  return rows.sort(byEcho).map((community, index) => ({ ...community, rank: index + 1 }))
}
