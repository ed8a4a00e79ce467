import { type CommunityId, type EchoScore, echoScore } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { dayColumn, dayParam } from './window.ts'

/** An echo score covers the thirty days that end with its day (metrics.md, Communities). */
const echoDays = 30

export interface EchoHistory {
  /** Null where the community has no thread in the thirty days that end with this day: it is not active then. */
  on(community: CommunityId, day: number): EchoScore | null
  readonly communities: readonly CommunityId[]
}

interface Row {
  id: CommunityId
  /** `day:threads:engagement` of each day with threads, oldest first. */
  days: string
}
interface EventRow {
  id: CommunityId
  /** `day:change` of the number of pain points that are inside a thirty-day window. */
  events: string
}

/** The echo scores of every community on each day of `[from, to)`, from the daily roll-ups: any day's score can be had again from stored rows. */
export async function readEchoHistory(sql: ScopedSql, { from, to }: { from: number; to: number }): Promise<EchoHistory> {
  const params = [dayParam(from - echoDays + 1), dayParam(to)]
  const rows = await sql.all<Row>(
    `SELECT community_id AS id, string_agg(${dayColumn('day')} || ':' || threads || ':' || engagement, ',' ORDER BY day) AS days
     FROM community_days WHERE ${sql.within()} AND day >= $1::date AND day < $2::date GROUP BY community_id`,
    params,
  )
  // A pain point counts from a day it was mentioned until thirty days after the last mention that is not a longer silence away.
  const events = await sql.all<EventRow>(
    `WITH mentioned AS (
       SELECT community_id, ${dayColumn('day')} AS day,
         lag(${dayColumn('day')}) OVER same AS earlier, lead(${dayColumn('day')}) OVER same AS later
       FROM pain_point_days WHERE ${sql.within()} AND day >= $1::date AND day < $2::date
       WINDOW same AS (PARTITION BY community_id, pain_point_id ORDER BY day)),
     changes AS (
       SELECT community_id, day, count(*)::int AS change FROM mentioned WHERE earlier IS NULL OR day - earlier >= ${echoDays} GROUP BY 1, 2
       UNION ALL
       SELECT community_id, day + ${echoDays}, -count(*)::int FROM mentioned WHERE later IS NULL OR later - day >= ${echoDays} GROUP BY 1, 2)
     SELECT community_id AS id, string_agg(day || ':' || change, ',' ORDER BY day) AS events FROM changes GROUP BY community_id`,
    params,
  )
  const eventsOf = new Map(events.map((row) => [row.id, row.events]))
  const series = new Map(rows.map((row) => [row.id, seriesOf(row.days, eventsOf.get(row.id) ?? '', { from, to })]))
  return {
    communities: rows.map((row) => row.id),
    on: (community, day) => series.get(community)?.[day - from] ?? null,
  }
}

function seriesOf(days: string, events: string, { from, to }: { from: number; to: number }): (EchoScore | null)[] {
  const first = from - echoDays + 1
  const length = to - first
  const threads = new Float64Array(length)
  const engagement = new Float64Array(length)
  const painPoints = new Float64Array(length)
  for (const [day = 0, count = 0, points = 0] of numbersOf(days)) {
    threads[day - first] = count
    engagement[day - first] = points
  }
  for (const [day = 0, change = 0] of numbersOf(events)) {
    const at = day - first
    if (at < length) painPoints[at] = (painPoints[at] ?? 0) + change
  }
  const scores: (EchoScore | null)[] = []
  let [threadSum, engagementSum, distinct] = [0, 0, 0]
  for (let at = 0; at < length; at += 1) {
    threadSum += (threads[at] ?? 0) - (threads[at - echoDays] ?? 0)
    engagementSum += (engagement[at] ?? 0) - (engagement[at - echoDays] ?? 0)
    distinct += painPoints[at] ?? 0
    if (at >= echoDays - 1) scores.push(threadSum === 0 ? null : echoScore({ threads: threadSum, distinctPainPoints: distinct, engagement: engagementSum }))
  }
  return scores
}

/** `1:2:3,4:5:6` as rows of numbers. */
export const numbersOf = (text: string): number[][] => (text === '' ? [] : text.split(',').map((tuple) => tuple.split(':').map(Number)))
