import type { CampaignAnalytics, CampaignRow } from '@echoscope/domain'
import { ChartNoAxesColumn, Flag } from 'lucide-react'
import { searchOf } from '../../search/range.ts'
import { sentenceCase } from '../../format/numbers.ts'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { Sentence } from '../../ui/sentence.tsx'
import { UserText } from '../../ui/user-text.tsx'

/** How many bars stand before the word. */
const levels = { high: 'l3', medium: 'l2', low: 'l1' } as const

interface FindingsProps {
  readonly insights: CampaignAnalytics['insights']
  readonly campaigns: readonly CampaignRow[]
  readonly range: CampaignAnalytics['range']
}

/** The latest sentences of the campaigns, each with the campaign it was written from. */
export function Findings({ insights, campaigns, range }: FindingsProps) {
  const names = new Map(campaigns.map(({ id, name }) => [id, name]))
  return (
    <div className="grid">
      <section className="card" aria-labelledby="findings">
        <div className="card-head">
          <div>
            <h2 id="findings">Latest campaign insights</h2>
            <p>By priority. Each belongs to one campaign and was written from that campaign’s threads only.</p>
          </div>
        </div>
        <ol className="findings">
          {insights.map(({ campaignId, sentence }) => {
            const scope = { type: 'custom', campaignId } as const
            return (
              <li key={campaignId + sentence.text} className="finding">
                <span className="prio">
                  <span className={`bars ${levels[sentence.priority]}`} aria-hidden="true">
                    <i />
                    <i />
                    <i />
                  </span>
                  {sentenceCase(sentence.priority)}
                </span>
                <div>
                  <span className="src">
                    <Flag className="i i-xs" />
                    <UserText className="truncate">{names.get(campaignId) ?? 'Campaign'}</UserText>
                  </span>
                  <h3>
                    <Sentence parts={sentence.parts} />
                  </h3>
                  <div className="chips">
                    {sentence.evidence.map(({ label, value, filter, range: own }) => (
                      <ThreadsLink key={label + value} scope={scope} search={{ ...filter, ...searchOf(own ?? range) }} className="chip">
                        <ChartNoAxesColumn className="i i-xs" />
                        <span className="truncate">
                          <bdi>{label}</bdi> <b>{value}</b>
                        </span>
                      </ThreadsLink>
                    ))}
                  </div>
                </div>
                <p className="do">
                  <small>Recommendation</small>
                  {sentence.recommendation}
                </p>
              </li>
            )
          })}
        </ol>
      </section>
    </div>
  )
}
