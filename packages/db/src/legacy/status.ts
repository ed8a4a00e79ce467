const active = new Set(['active', 'running', 'enabled', 'live', 'in_progress'])
const paused = new Set(['paused', 'inactive', 'stopped', 'disabled', 'draft', 'pending'])
const completed = new Set(['completed', 'complete', 'finished', 'done', 'archived', 'ended'])
const archived = new Set(['archived', 'deleted'])
const failed = new Set(['error', 'errored', 'failed'])
const no = new Set(['f', 'false', '0', 'no'])

/** A status nobody knows: paused, so that nothing starts to listen by a misunderstanding, and listed. */
export const unknownStatus = 'unknown'

export function brandStatusOf(status: string | null, isActive: string | null): 'active' | 'paused' | 'archived' | typeof unknownStatus {
  const word = status?.trim().toLowerCase() ?? ''
  if (word === '') return isActive !== null && no.has(isActive.toLowerCase()) ? 'paused' : 'active'
  if (active.has(word)) return 'active'
  if (archived.has(word)) return 'archived'
  return paused.has(word) ? 'paused' : unknownStatus
}

interface StatusCells {
  readonly status: string | null
  readonly isActive: string | null
  readonly error: string | null
}

/** `reason` where the old status was none of ours: `error` is paused and says why. */
export function campaignStatusOf({ status, isActive, error }: StatusCells): { status: 'active' | 'paused' | 'completed'; reason: string | null } {
  const word = status?.trim().toLowerCase() ?? ''
  if (word === '') return { status: isActive !== null && no.has(isActive.toLowerCase()) ? 'paused' : 'active', reason: null }
  if (active.has(word)) return { status: 'active', reason: null }
  if (paused.has(word)) return { status: 'paused', reason: null }
  if (completed.has(word)) return { status: 'completed', reason: null }
  if (failed.has(word))
    return { status: 'paused', reason: error === null || error.trim() === '' ? 'the old system had stopped it with an error' : error.trim() }
  return { status: 'paused', reason: `the old status was "${word.slice(0, 60)}"` }
}
