import { router } from '../trpc.ts'
import { account } from './account.ts'
import { ai } from './ai.ts'
import { analytics } from './analytics.ts'
import { archive } from './archive.ts'
import { audit } from './audit.ts'
import { brands } from './brands.ts'
import { campaigns } from './campaigns.ts'
import { erasure } from './erasure.ts'
import { insights } from './insights.ts'
import { keys } from './keys.ts'
import { members } from './members.ts'
import { painPoints } from './pain-points.ts'
import { scouts } from './scouts.ts'
import { separation } from './separation.ts'
import { sessions } from './sessions.ts'
import { sources } from './sources.ts'
import { threads } from './threads.ts'
import { timeZone } from './time-zone.ts'
import { viewer } from './viewer.ts'

export const appRouter = router({
  viewer,
  brands,
  campaigns,
  ai,
  analytics,
  insights,
  painPoints,
  threads,
  timeZone,
  scouts,
  archive,
  sources,
  separation,
  erasure,
  keys,
  members,
  sessions,
  account,
  audit,
})
export type AppRouter = typeof appRouter

type PathsOf<Record_> = {
  [Noun in keyof Record_ & string]: { [Verb in keyof Record_[Noun] & string]: `${Noun}.${Verb}` }[keyof Record_[Noun] & string]
}[keyof Record_ & string]
/** `brands.list`, `analytics.dashboard` …: every procedure there is. */
export type ProcedurePath = PathsOf<AppRouter['_def']['record']>
