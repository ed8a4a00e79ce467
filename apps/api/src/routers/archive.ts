import { ArchiveOptions, type RunId, ScopeRequest } from '@echoscope/domain'
import { z } from 'zod'
import { queueImport } from '../queue-import.ts'
import { router, scoped } from '../trpc.ts'

const longestUpload = 8_000_000

const ArchiveImport = z.strictObject({
  scope: ScopeRequest,
  upload: z.strictObject({
    name: z.string().min(1).max(200),
    content: z.string().max(longestUpload, 'at most 8 million characters; send a larger archive to POST /api/archive'),
  }),
  options: ArchiveOptions.optional(),
})

export const archive = router({
  /** A small archive as text. Large ones are streamed to `POST /api/archive`. */
  import: scoped('editor')
    .input(ArchiveImport)
    .mutation(
      ({ ctx, input }): Promise<{ runId: RunId }> =>
        queueImport(ctx.deps, ctx.scope, {
          name: input.upload.name,
          body: new Blob([input.upload.content]).stream(),
          options: input.options ?? {},
        }),
    ),
})
