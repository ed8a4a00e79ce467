import type { Kpi } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { readDashboard } from './dashboard.ts'
import type { CampaignFigures } from './index.ts'
import type { Windows } from './windows.ts'

/** The figures of the campaign's own dashboard, so that a row and the page it opens agree. */
export async function readCampaignFigures(sql: ScopedSql, windows: Windows): Promise<CampaignFigures> {
  const { kpis, insights } = await readDashboard(sql, windows, windows.range.to)
  const card = (id: Kpi['id']) => kpis.find((kpi) => kpi.id === id)
  const threads = card('threads')
  return {
    threads: threads?.value ?? 0,
    previousThreads: threads?.previous ?? 0,
    positivity: card('positivity')?.value ?? null,
    series: (threads?.series ?? []).map((count) => count ?? 0),
    sentences: insights.sentences,
  }
}
