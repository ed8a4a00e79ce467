import type { Dashboard, Kpi } from '@echoscope/domain'
import type { CampaignFigures } from './index.ts'

/** The figures of the campaign's own dashboard, so that a row and the page it opens agree. */
export function figuresOf({ kpis, insights, timeZone }: Dashboard): CampaignFigures {
  const card = (id: Kpi['id']) => kpis.find((kpi) => kpi.id === id)
  const threads = card('threads')
  return {
    threads: threads?.value ?? 0,
    previousThreads: threads?.previous ?? 0,
    positivity: card('positivity')?.value ?? null,
    series: threads?.series ?? [],
    dayZone: timeZone,
    sentences: insights.sentences,
  }
}
