import type { ArchiveOptions, RunId, ScopeRequest } from '@echoscope/domain'
import { z } from 'zod'
import { messageOf } from '../../api/session.ts'
import type { TableHead } from './table-head.ts'

export const formats = ['auto', 'reddit', 'hackernews', 'csv', 'json'] as const
export type Format = (typeof formats)[number]

export interface Upload {
  readonly scope: ScopeRequest
  readonly file: File
  readonly format: Format
  readonly options: Pick<ArchiveOptions, 'columns' | 'platform' | 'community' | 'foldCopies'>
  readonly onProgress: (sent: number) => void
  readonly signal: AbortSignal
}

/** Streams the file as it is; only XMLHttpRequest tells how much of it has been sent. Rejects with words for the page. */
export function upload({ scope, file, format, options: { columns, platform, community, foldCopies }, onProgress, signal }: Upload): Promise<RunId> {
  const query = new URLSearchParams({
    scope: JSON.stringify(scope),
    name: file.name.slice(0, 200),
    format,
    ...(columns && { columns: JSON.stringify(columns) }),
    ...(platform !== undefined && { platform }),
    ...(community !== undefined && { community }),
    ...(foldCopies === true && { foldCopies: 'true' }),
  })
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/archive?${query}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded))
    request.addEventListener('load', () => void settle(request).then(resolve, reject))
    request.addEventListener('error', () => reject(new Error('The connection broke while the file was being sent. Nothing was imported; send it again.')))
    request.addEventListener('abort', () => reject(new Error('Stopped. Nothing was imported.')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

/** The server's refusal, with the first rows of a table whose columns it could not tell. */
export class Refused extends Error {
  readonly head: TableHead | null

  constructor(message: string, head: TableHead | null) {
    super(message)
    this.head = head
  }
}

const Refusal = z.object({
  error: z.object({
    data: z.object({
      reason: z.literal('invalid_archive'),
      details: z.object({ columns: z.array(z.string()).min(1), sample: z.array(z.array(z.string())) }),
    }),
  }),
})

export function headIn(responseText: string): TableHead | null {
  try {
    const { error } = Refusal.parse(JSON.parse(responseText))
    const { columns, sample } = error.data.details
    return [columns, ...sample]
  } catch {
    return null
  }
}

async function settle(request: XMLHttpRequest): Promise<RunId> {
  const answer = { text: () => Promise.resolve(request.responseText) }
  if (request.status >= 200 && request.status < 300) {
    const body: unknown = JSON.parse(request.responseText)
    const runId: unknown = typeof body === 'object' && body !== null && 'runId' in body ? body.runId : null
    if (typeof runId === 'string') return runId as RunId
  }
  throw new Refused(await messageOf(answer, `The server refused the file (${request.status}). Nothing was imported.`), headIn(request.responseText))
}
