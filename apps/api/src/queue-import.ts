import { type ArchiveOptions, DomainError, type RunId, type Scope } from '@echoscope/domain'
import type { Deps } from './deps.ts'

export interface Upload {
  readonly name: string
  readonly body: ReadableStream<Uint8Array>
  readonly options: ArchiveOptions
  /** Asked when all of it is there, which may be hours after the first byte; throws when the sender may no longer. */
  readonly allowed?: () => Promise<void>
}

/** Stores an upload where the worker finds it, and queues the run that imports it. What cannot be read or queued leaves neither a run nor a file. */
export async function queueImport({ db, uploads }: Pick<Deps, 'db' | 'uploads'>, scope: Scope, upload: Upload): Promise<{ runId: RunId }> {
  const { path, bytes } = await uploads.store(upload.name, upload.body)
  try {
    if (bytes === 0) throw new DomainError('invalid_archive', 'The archive is empty: there is nothing to import.')
    await uploads.confirm(path, upload.options)
    await upload.allowed?.()
    const { runId } = await db.runs.request(scope, {
      trigger: 'import',
      mode: 'archive',
      archive: { files: [path], options: upload.options, temporary: true },
    })
    return { runId }
  } catch (error) {
    await uploads.discard(path)
    throw error
  }
}
