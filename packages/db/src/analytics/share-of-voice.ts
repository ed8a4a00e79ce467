import { type Entity, type ShareOfVoice, voiceShares } from '@echoscope/domain'
import { onDays } from '../day-zone.ts'
import type { ScopedSql } from '../session.ts'
import type { Windows } from './windows.ts'

/** Threads of the range that name the brand or a competitor; the shares are the domain's. */
export async function readShareOfVoice(sql: ScopedSql, { from, to }: Windows): Promise<ShareOfVoice> {
  const within = `${sql.within('t')} AND ${onDays('$1', '$2')}`
  const counts = await sql.all<Entity & { readonly threads: number }>(
    `SELECT e.kind, e.name, count(*)::int AS threads FROM threads t, jsonb_to_recordset(t.entities) AS e (kind text, name text)
     WHERE ${within} AND e.kind IN ('brand', 'competitor') GROUP BY 1, 2`,
    [from, to],
  )
  const all = await sql.first<{ n: number }>(
    `SELECT count(*)::int AS n FROM threads t WHERE ${within} AND jsonb_path_exists(t.entities, '$[*] ? (@.kind == "brand" || @.kind == "competitor")')`,
    [from, to],
  )
  return { n: all?.n ?? 0, voices: voiceShares(counts, all?.n ?? 0) }
}
