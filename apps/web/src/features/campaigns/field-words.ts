import { cronWords } from '../../format/schedule.ts'
import type { Difference } from '../../ui/three-ways.ts'
import type { Differing } from '../../ui/save-failed.tsx'
import { cronOf } from './cadence.ts'
import type { Cadence } from './cadence.ts'
import type { Draft } from './draft.ts'

const labels: Readonly<Record<keyof Draft, string>> = {
  name: 'Name',
  description: 'Description',
  keywords: 'Keywords',
  excludeKeywords: 'Left out',
  by: 'Found by',
  query: 'Query',
  sources: 'Sources',
  communities: 'Communities',
  languages: 'Languages',
  cadence: 'Schedule',
  timeZone: 'Zone of the schedule',
  firstDay: 'First day',
  lastDay: 'Last day',
}

const isCadence = (value: unknown): value is Cadence => typeof value === 'object' && value !== null && 'kind' in value
function written(value: Draft[keyof Draft]): string {
  if (typeof value === 'string') return value
  if (!isCadence(value)) return value.join(', ')
  const cron = cronOf(value)
  return cron === null ? 'by hand' : cronWords(cron)
}

/** A field of the form that differs, as the form calls it and in its words. */
export const fieldWords = ({ field, theirs, mine }: Difference<Draft>): Differing => ({ label: labels[field], theirs: written(theirs), mine: written(mine) })
