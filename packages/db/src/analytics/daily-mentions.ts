import { addDays, type Windows } from './windows.ts'
import { type CommunityId, isGrowing, type PainPointId } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'

/** Mentions of one pain point by day of the reading, one entry for each community of the day; days without are absent. */
export interface DailyMentions {
  readonly id: PainPointId
  readonly keyword: string
  readonly days: readonly (readonly [at: number, mentions: number])[]
}

/** Day and count in one whole number, and a list of them as text: a tenth of the time that JSON takes for tens of thousands. */
const packed = (first: string): string => `string_agg(((day - ${first}::date) * ${1 << 20}::bigint + mentions)::text, ',')`
const unpack = (text: string | null): [number, number][] =>
  text === null ? [] : text.split(',').map((each) => [Math.floor(Number(each) / (1 << 20)), Number(each) % (1 << 20)])

interface Row {
  readonly id: PainPointId
  readonly keyword: string
  readonly days: string | null
}
const toDaily = (rows: readonly Row[]): DailyMentions[] => rows.map(({ id, keyword, days }) => ({ id, keyword, days: unpack(days) }))

/**
 * Daily mentions for the KPI of growing pain points: over the range, the window before it and one more, so that the first day of the range
 * has both windows of its own. Pain points that nowhere reach the 5 mentions the KPI asks for are left out, save those of `also`.
 */
export async function readDailyMentions(sql: ScopedSql, windows: Windows, also: readonly PainPointId[]): Promise<DailyMentions[]> {
  return toDaily(
    await sql.all<Row>(
      `SELECT d.id, coalesce(p.name, p.keyword) AS keyword, d.days FROM (
         SELECT pain_point_id AS id, ${packed('$1')} AS days FROM pain_point_days WHERE ${sql.within()} AND day >= $1 AND day < $2
         GROUP BY pain_point_id HAVING sum(mentions) >= 5 OR pain_point_id = ANY ($3::uuid[])) d
       JOIN pain_points p ON ${sql.within('p')} AND p.id = d.id`,
      [addDays(windows.previousFrom, -windows.length), windows.to, also],
    ),
  )
}

/** Of some pain points, in the range alone, from the first day of it; in one community where one is named. */
export async function readMentionsByDay(
  sql: ScopedSql,
  windows: Windows,
  { ids, communityId }: { readonly ids: readonly PainPointId[]; readonly communityId?: CommunityId | undefined },
): Promise<DailyMentions[]> {
  return toDaily(
    await sql.all<Row>(
      `SELECT p.id, coalesce(p.name, p.keyword) AS keyword, d.days FROM pain_points p
       LEFT JOIN (
         SELECT pain_point_id, ${packed('$1')} AS days FROM pain_point_days
         WHERE ${sql.within()} AND pain_point_id = ANY ($3::uuid[]) AND day >= $1 AND day < $2 AND ($4::uuid IS NULL OR community_id = $4)
         GROUP BY pain_point_id) d ON d.pain_point_id = p.id
       WHERE ${sql.within('p')} AND p.id = ANY ($3::uuid[])`,
      [windows.from, windows.to, ids, communityId ?? null],
    ),
  )
}

/** How many pain points grew, on the day before the range and on each of its days: each against the window of the range's length before. */
export function growingByDay(daily: readonly DailyMentions[], length: number): number[] {
  const growing = Array.from({ length: length + 1 }, () => 0)
  const until = new Float64Array(3 * length + 1)
  for (const { days } of daily) {
    until.fill(0)
    for (const [at, mentions] of days) until[at + 1] = (until[at + 1] ?? 0) + mentions
    for (let at = 1; at < until.length; at += 1) until[at] = (until[at] ?? 0) + (until[at - 1] ?? 0)
    for (let index = 0; index <= length; index += 1) {
      const [end, middle, start] = [until[index + 2 * length] ?? 0, until[index + length] ?? 0, until[index] ?? 0]
      if (isGrowing(end - middle, middle - start)) growing[index] = (growing[index] ?? 0) + 1
    }
  }
  return growing
}
