import type { CampaignAnalytics, CampaignRow } from '@echoscope/domain'
import { ChartNoAxesColumn, Flag } from 'lucide-react'
import { searchOf } from '../../search/range.ts'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'

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
            <p>Each belongs to one campaign and was written from that campaign’s threads only.</p>
          </div>
        </div>
        <ol className="findings">
          {insights.map(({ campaignId, sentence }) => {
            const scope = { type: 'custom', campaignId } as const
            return (
              <li key={campaignId + sentence.text} className="finding">
                <div>
                  <span className="src">
                    <Flag className="i i-xs" />
                    <UserText className="truncate">{names.get(campaignId) ?? 'Campaign'}</UserText>
                  </span>
                  <h3>{sentence.text}</h3>
                </div>
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
              </li>
            )
          })}
        </ol>
      </section>
    </div>
  )
}
