import { growth, isNew, isSignificant, type PainPoint, type PainPointId, rateRatio } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { numbersOf } from './echo.ts'
import { dateOfDay, dayColumn, dayParam, type DayWindow } from './window.ts'

/** Every pain point with as many mentions now is read, and besides so many of the rarer ones. */
const fewest = 5
const rarerOnes = 200

interface Row {
  id: PainPointId
  keyword: string
  mentions: number
  previous: number
  sentiment_sum: number | null
  communities: number
  total: number
}

export interface PainPointList {
  /** By mentions now, then keyword. */
  readonly rows: readonly PainPoint[]
  /** All with a mention in the window. */
  readonly total: number
}

/** Pain points mentioned in the window or the one before, with both counts. `limit` bounds the rare ones; everything that can be a clear rise is in it. */
export async function readPainPoints(sql: ScopedSql, window: DayWindow, limit = rarerOnes): Promise<PainPointList> {
  const rows = await sql.all<Row>(
    `WITH counted AS (
       SELECT pain_point_id, coalesce(sum(mentions) FILTER (WHERE day >= $2::date), 0)::int AS mentions,
         coalesce(sum(mentions) FILTER (WHERE day < $2::date), 0)::int AS previous,
         sum(sentiment_sum) FILTER (WHERE day >= $2::date) AS sentiment_sum,
         count(DISTINCT community_id) FILTER (WHERE day >= $2::date)::int AS communities
       FROM pain_point_days WHERE ${sql.within()} AND day >= $1::date AND day < $3::date GROUP BY pain_point_id),
     ranked AS (
       SELECT *, row_number() OVER (ORDER BY mentions DESC, previous DESC, pain_point_id) AS place,
         (count(*) FILTER (WHERE mentions > 0) OVER ())::int AS total
       FROM counted)
     SELECT r.pain_point_id AS id, p.keyword, r.mentions, r.previous, r.sentiment_sum, r.communities, r.total
     FROM ranked r JOIN pain_points p ON ${sql.within('p')} AND p.id = r.pain_point_id
     WHERE r.mentions >= ${fewest} OR r.place <= $4
     ORDER BY r.mentions DESC, p.keyword COLLATE "C"`,
    [dayParam(window.previousFrom), dayParam(window.from), dayParam(window.to), limit],
  )
  const seen = await readSeen(
    sql,
    rows.map((row) => row.id),
  )
  return { rows: rows.map((row) => toPainPoint(row, seen.get(row.id))), total: rows[0]?.total ?? 0 }
}

function toPainPoint(row: Row, seen: { first: number; last: number } | undefined): PainPoint {
  const { mentions, previous } = row
  return {
    id: row.id,
    keyword: row.keyword,
    mentions,
    previous,
    growth: growth(mentions, previous),
    isNew: isNew(mentions, previous),
    ratio: rateRatio(mentions, previous),
    significant: isSignificant(mentions, previous),
    sentiment: mentions === 0 || row.sentiment_sum === null ? null : row.sentiment_sum / mentions,
    communities: row.communities,
    firstSeen: dateOfDay(seen?.first ?? 0).toISOString(),
    lastSeen: dateOfDay(seen?.last ?? 0).toISOString(),
  }
}

/** First and last day of mention, over all time. */
async function readSeen(sql: ScopedSql, ids: readonly PainPointId[]): Promise<Map<PainPointId, { first: number; last: number }>> {
  const rows = await sql.all<{ id: PainPointId; first: number; last: number }>(
    `SELECT w.id, s.first, s.last FROM unnest($1::uuid[]) AS w (id) CROSS JOIN LATERAL (
       SELECT min(${dayColumn('d.day')}) AS first, max(${dayColumn('d.day')}) AS last FROM pain_point_days d
       WHERE ${sql.within('d')} AND d.pain_point_id = w.id) s`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export interface PainPointSeries {
  readonly id: PainPointId
  readonly keyword: string
  /** Mentions by day number. */
  readonly days: ReadonlyMap<number, number>
}

/** Mentions a day in `[from, to)`: of the pain points named, or of all with at least `atLeast` in that time. */
export async function readSeries(
  sql: ScopedSql,
  { from, to }: { from: number; to: number },
  which: { readonly ids: readonly PainPointId[] } | { readonly atLeast: number },
): Promise<PainPointSeries[]> {
  const ids = 'ids' in which ? which.ids : null
  const rows = await sql.all<{ id: PainPointId; keyword: string; days: string }>(
    `SELECT d.pain_point_id AS id, p.keyword, string_agg(${dayColumn('d.day')} || ':' || d.mentions, ',') AS days
     FROM pain_point_days d JOIN pain_points p ON ${sql.within('p')} AND p.id = d.pain_point_id
     WHERE ${sql.within('d')} AND d.day >= $1::date AND d.day < $2::date AND ($3::uuid[] IS NULL OR d.pain_point_id = ANY($3::uuid[]))
     GROUP BY d.pain_point_id, p.keyword HAVING sum(d.mentions) >= $4 ORDER BY p.keyword COLLATE "C"`,
    [dayParam(from), dayParam(to), ids, 'atLeast' in which ? which.atLeast : 1],
  )
  return rows.map(({ id, keyword, days }) => {
    const counts = new Map<number, number>()
    for (const [day = 0, mentions = 0] of numbersOf(days)) counts.set(day, (counts.get(day) ?? 0) + mentions)
    return { id, keyword, days: counts }
  })
}
