import type { CampaignAnalytics, CampaignRow } from '@echoscope/domain'
import { Link } from '@tanstack/react-router'
import { Check, ChevronRight } from 'lucide-react'
import { DivBar } from '../../charts/bars.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { coming, longDate } from '../../format/dates.ts'
import { dayShown } from '../../format/zone.ts'
import { count, counted, oneDecimal } from '../../format/numbers.ts'
import { scheduleWords } from '../../format/schedule.ts'
import { searchOf } from '../../search/range.ts'
import type { RangeSearch } from '../../search/range.ts'
import { statusWord, timeLeft } from '../../ui/campaign-words.ts'
import { Moment } from '../../ui/moment.tsx'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { useNow } from '../../ui/use-now.ts'
import { UserText } from '../../ui/user-text.tsx'

interface CampaignRowLineProps {
  readonly campaign: CampaignRow
  readonly search: RangeSearch
  /** The days it was counted over. */
  readonly range: CampaignAnalytics['range']
}

export function CampaignRowLine({ campaign, search, range }: CampaignRowLineProps) {
  const { id, name, positivity, previousThreads, series, threads } = campaign
  const scope = { type: 'custom', campaignId: id } as const
  return (
    <li className="camp">
      <div className="camp-row">
        <div className="truncate">
          <h3 className="truncate">
            <Link to="/campaigns/$campaignId" params={{ campaignId: id }} search={rangeOnly(search)} className="row-link">
              <UserText>{name}</UserText>
            </Link>
          </h3>
          <small className="truncate">{useSpan(campaign)}</small>
        </div>
        <StatusBadge status={campaign.status} />
        <span className="num two">
          <ThreadsLink scope={scope} search={searchOf(range)} className="row-own" counts={threads} label={`${name}: open ${counted(threads, 'thread')}`}>
            {count(threads)}
          </ThreadsLink>
          <small>{previousThreads === 0 ? (threads === 0 ? 'none before' : 'new') : `from ${count(previousThreads)}`}</small>
        </span>
        <span className="posi">
          {positivity === null ? (
            '–'
          ) : (
            <>
              <DivBar positivity={positivity} />
              {oneDecimal(positivity)}
            </>
          )}
        </span>
        <Sparkline values={series} form="area" />
        <NextRun campaign={campaign} />
        <ChevronRight className="i i-sm i-go" />
      </div>
    </li>
  )
}

const rangeOnly = ({ days, from, to }: RangeSearch): RangeSearch => (from !== undefined && to !== undefined ? { from, to } : days === undefined ? {} : { days })

export function StatusBadge({ status }: Pick<CampaignRow, 'status'>) {
  if (status === 'completed')
    return (
      <span className="badge quiet">
        <Check className="i i-xs" />
        {statusWord.completed}
      </span>
    )
  return <span className={status === 'active' ? 'badge badge-dot scope' : 'badge badge-dot hollow'}>{statusWord[status]}</span>
}

function useSpan(campaign: CampaignRow): string {
  const left = timeLeft(campaign, useNow())
  const since = `Since ${longDate(new Date(campaign.startsAt ?? dayShown(new Date(campaign.createdAt))))}`
  return `${since}, ${left ?? 'no end'}`
}

function NextRun({ campaign: { nextRunAt, schedule, status } }: Pick<CampaignRowLineProps, 'campaign'>) {
  return (
    <span className="two">
      {nextRunAt === null || status !== 'active' ? 'Not scheduled' : <Moment at={nextRunAt} write={(at, now) => capital(coming(at, now))} />}
      <small className="truncate">{schedule === null ? 'runs by hand' : scheduleWords(schedule)}</small>
    </span>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
