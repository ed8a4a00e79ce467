import type { RunSource } from '@echoscope/domain'

/** 0 to 1; null where nothing is known of it: a source that gave nothing, or does not say how much there is. */
export function progressOf({ status, progress, fetched }: Pick<RunSource, 'status' | 'progress' | 'fetched'>): number | null {
  if (status === 'succeeded') return 1
  if (status === 'queued') return 0
  if (progress === null || progress.total === null || progress.total === 0) return status === 'partial' && fetched > 0 ? 1 : null
  return Math.min(1, progress.done / progress.total)
}
