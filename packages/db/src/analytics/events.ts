import { dayMs, minimumEvidence, type ScopeEvent } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { readHourEvents } from './hour-events.ts'
import { readMentions, withSeen } from './mentions.ts'
import { type Windows, windowsOf } from './windows.ts'

const hourMs = 3_600_000
/** Hours are looked at over two months: a longer range in its last part. */
const longestDays = 62
const mostNew = 20

/** Spikes, silences and new pain points of the range, oldest first. */
export async function readEvents(sql: ScopedSql, windows: Windows): Promise<ScopeEvent[]> {
  const { from, to } = windows.range
  const last = windowsOf({ from: new Date(Math.max(from.getTime(), to.getTime() - longestDays * dayMs)), to }, windows.zone)
  const unusual = (await readHourEvents(sql, last)).map(
    ({ kind, hour, count, median, threshold }): ScopeEvent => ({
      kind,
      from: new Date(hour).toISOString(),
      to: new Date(hour + hourMs).toISOString(),
      threads: count,
      median,
      threshold,
    }),
  )
  return [...unusual, ...(await readNew(sql, windows))].toSorted((a, b) => a.from.localeCompare(b.from))
}

/** Never named before the range, and by enough threads in it. */
async function readNew(sql: ScopedSql, windows: Windows): Promise<ScopeEvent[]> {
  const { painPoints } = await readMentions(sql, windows, { limit: 0, side: 0 })
  const candidates = painPoints.filter(({ isNew, mentions }) => isNew && mentions >= minimumEvidence.subject)
  const seen = await withSeen(sql, candidates)
  return seen
    .filter(({ firstSeen }) => firstSeen >= windows.from)
    .slice(0, mostNew)
    .map(({ id, keyword, mentions, firstSeen }) => ({
      kind: 'new_pain_point',
      from: windows.zone.startOf(firstSeen).toISOString(),
      to: windows.instants.to.toISOString(),
      painPoint: { id, keyword },
      threads: mentions,
    }))
}
