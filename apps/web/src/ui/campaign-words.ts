import { dayMs } from '@echoscope/domain'
import type { Campaign } from '@echoscope/domain'
import { longDate } from '../format/dates.ts'
import { counted } from '../format/numbers.ts'

export const statusWord = { active: 'Active', paused: 'Paused', completed: 'Completed' } as const

/** "3 days left", "begins 9 November 2026", "ended 6 November 2026", or null where no end is set. */
export function timeLeft({ status, startsAt, endsAt }: Pick<Campaign, 'status' | 'startsAt' | 'endsAt'>, now: Date): string | null {
  if (status === 'completed') return endsAt === null ? 'completed' : `ended ${longDate(new Date(endsAt))}`
  if (startsAt !== null && new Date(startsAt) > now) return `begins ${longDate(new Date(startsAt))}`
  if (endsAt === null) return null
  const left = new Date(endsAt).getTime() - now.getTime()
  if (left <= 0) return `ended ${longDate(new Date(endsAt))}`
  return left < dayMs ? 'last day' : `${counted(Math.floor(left / dayMs), 'day')} left`
}

/** Two or three words for narrow places: "3 d left", "paused", "done". */
export function shortState(campaign: Pick<Campaign, 'status' | 'startsAt' | 'endsAt'>, now: Date): string | null {
  if (campaign.status !== 'active') return campaign.status === 'paused' ? 'paused' : 'done'
  if (campaign.endsAt === null) return null
  const days = Math.floor((new Date(campaign.endsAt).getTime() - now.getTime()) / dayMs)
  return days < 0 ? 'ended' : days === 0 ? 'last day' : `${days} d left`
}
