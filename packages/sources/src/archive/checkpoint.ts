import { type Checkpoint, DomainError } from '@echoscope/domain'
import { z } from 'zod'
import type { ExaminedArchive } from './describe.ts'

const Position = z.object({
  v: z.literal(1),
  /** Index of the file being read. */
  file: z.int().min(0),
  /** Records of that file already yielded, unreadable ones included. */
  record: z.int().min(0),
  files: z.array(z.object({ size: z.int(), fingerprint: z.string() })),
  /** What broke off so far, so that a resumed run still ends as incomplete. */
  broken: z.array(z.string()),
})
/** Where a run over archives stands. */
export interface Position {
  readonly file: number
  readonly record: number
  readonly broken: readonly string[]
}

export const checkpointAt = (position: Position, archives: readonly ExaminedArchive[]): Checkpoint => ({
  v: 1,
  ...position,
  files: archives.map(({ file, fingerprint }) => ({ size: file.size, fingerprint })),
})

/** @throws DomainError `invalid_archive` where the files are not those the checkpoint was written for. */
export function positionOf(checkpoint: Checkpoint | null, archives: readonly ExaminedArchive[]): Position {
  if (checkpoint === null) return { file: 0, record: 0, broken: [] }
  const parsed = Position.safeParse(checkpoint)
  if (!parsed.success) throw changed('The place this import had reached cannot be read')
  const { file, record, broken, files } = parsed.data
  if (files.length !== archives.length) throw changed('The import was begun with other files')
  const other = archives.find((archive, at) => archive.file.size !== files[at]?.size || archive.fingerprint !== files[at]?.fingerprint)
  if (other) throw changed(`${other.file.name} has changed since this import began`)
  return { file, record, broken }
}

const changed = (what: string): DomainError =>
  new DomainError('invalid_archive', `${what}, so it cannot go on where it stopped. Import again from the start: posts already stored stay as they are.`)
