import { z } from 'zod'

/** What `pnpm prove` leaves behind as `proof.json`: each guard switched off once, and who noticed. */
export const ProofRun = z.object({
  at: z.iso.datetime({ offset: true }),
  /** The commit that was proven, 7 to 64 hexadecimal digits, with `+` behind it where files had changed since. */
  commit: z.string().regex(/^[0-9a-f]{7,64}\+?$/),
  guards: z.array(z.object({ name: z.string().max(200), seenBy: z.array(z.string().max(500)).max(1_000) })).max(1_000),
  /** Shapes of leaks that shipped elsewhere (docs/leaks.md): tests that looked for each, and the guards whose removal turned one of them red. */
  shapes: z
    .array(z.object({ id: z.string().max(10), shape: z.string().max(200), tests: z.int().min(0), seenWithout: z.array(z.string().max(200)).max(1_000) }))
    .max(100)
    .default([]),
  /** Random sequences of operations compared with a model, and the seed they came from. */
  sequences: z.int().min(0),
  seed: z.union([z.string().max(200), z.number()]).optional(),
  leaks: z.int().min(0),
})
export type ProofRun = z.infer<typeof ProofRun>
