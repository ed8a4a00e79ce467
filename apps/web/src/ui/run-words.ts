import type { Run, RunStatus } from '@echoscope/domain'

export const runWord: Readonly<Record<RunStatus, string>> = {
  queued: 'waiting for a worker',
  running: 'running',
  succeeded: 'done',
  partial: 'partial',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'stopped',
}

/** A run that was begun and put back waits for its source, not for a worker. */
export const stateWord = ({ status, attempts, reason }: Pick<Run, 'status' | 'attempts' | 'reason'>): string =>
  status === 'queued' && attempts > 0 && reason !== null ? 'waits to try again' : runWord[status]

const reasons: Readonly<Record<string, string>> = {
  no_automatic_campaign: 'The brand has no automatic campaign.',
  campaign_paused: 'The campaign is paused.',
  campaign_completed: 'The campaign is completed.',
  brand_paused: 'The brand is paused.',
  brand_archived: 'The brand is archived.',
  brand_inactive: 'The brand is not active.',
  brand_deleted: 'The brand was removed.',
  campaign_deleted: 'The campaign was removed.',
  no_keywords: 'There are no keywords to look for.',
  no_sources: 'No source is chosen.',
  nothing_to_ask_again: 'None of its sources can be asked for a post again.',
  not_started: 'The campaign has not begun yet.',
  ended: 'The campaign has ended.',
}
/** A reason in words; one that is words already stays as it is. */
export const reasonWords = (reason: string): string => reasons[reason] ?? reason.replaceAll('_', ' ')

const leftOut: Readonly<Record<string, string>> = {
  no_match: 'no keyword in it',
  erased_author: 'its author was erased',
  past_retention: 'older than threads are kept here',
  deleted_at_source: 'deleted at its source',
  excluded: 'an exclusion in it',
  other_community: 'another community',
  language: 'another language',
  spam: 'looks like an advertisement',
  duplicate: 'says the same as a thread',
  outside_window: 'outside the campaign’s time',
  no_answer: 'its source said nothing of it',
  observation_of_unknown: 'figures of a post that is not stored',
}
export const leftOutWords = (reason: string): string => leftOut[reason] ?? reason.replaceAll('_', ' ')
