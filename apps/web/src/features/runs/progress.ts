import type { RunSource } from '@echoscope/domain'

/** 0 to 1; a source that does not say how much there is stands at half while it reads. */
export function progressOf({ status, progress }: Pick<RunSource, 'status' | 'progress'>): number {
  if (status === 'succeeded' || status === 'partial' || status === 'failed') return 1
  if (status === 'queued') return 0
  if (progress === null || progress.total === null || progress.total === 0) return 0.5
  return Math.min(1, progress.done / progress.total)
}
