import { DomainError } from '@echoscope/domain'

/** Does what needs the home's files; a fault of the disk or of rights is told in a sentence with what to do. */
export async function readable<T>(home: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOSPC') throw diskFull(home, error)
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ERR_SQLITE_ERROR')
      throw new Error(
        `Cannot write in ${home} (${error instanceof Error ? error.message : ''}). Run Echoscope as the user it belongs to, or set ECHOSCOPE_HOME to another directory.`,
        { cause: error },
      )
    if (code === 'ENOTDIR' || code === 'EEXIST')
      throw new Error(`${home} is not a directory. Set ECHOSCOPE_HOME to one, or to where one can be made.`, { cause: error })
    throw error
  }
}

export const diskFull = (place: string, cause: unknown): DomainError =>
  new DomainError('disk_full', `The disk is full: PostgreSQL cannot run in ${place}. Nothing stored is lost; free some space and start again.`, { cause })
