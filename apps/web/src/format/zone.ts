import { dayMs, zoneOf, zoneText } from '@echoscope/domain'
import type { Zone } from '@echoscope/domain'

/** The workspace's, known as soon as the page knows its viewer: a page shows one workspace. */
let shown = zoneOf('UTC')

/** The zone that times are shown in, and that days are chosen in. */
export const shownZone = (): Zone => shown
export const showZone = (name: string): void => {
  shown = zoneOf(name)
}

/** The midnight, as if in UTC, of the day that an instant lies in. */
export const dayShown = (at: Date): number => Math.floor(shown.wallOf(at.getTime()) / dayMs) * dayMs

/** Behind days, whose they are; nothing where everything is in UTC, here and in the workspace. */
export const zoneNote = (timeZone: string): string => (timeZone === 'UTC' && shown.name === 'UTC' ? '' : ` in ${zoneText(timeZone)}`)
