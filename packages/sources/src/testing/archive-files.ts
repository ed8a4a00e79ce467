import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for a test's archives, gone with the test. */
export interface ArchiveFolder extends AsyncDisposable {
  write(name: string, content: string | Buffer): Promise<string>
  readonly path: string
}

export async function archiveFolder(): Promise<ArchiveFolder> {
  const path = await mkdtemp(join(tmpdir(), 'echoscope-archives-'))
  return {
    path,
    async write(name, content) {
      const file = join(path, name)
      await writeFile(file, content)
      return file
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  }
}

/** A submission as the monthly dumps write it. */
export const submission = (id: string, fields: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    id,
    name: `t3_${id}`,
    subreddit: 'golang',
    title: `title ${id}`,
    selftext: 'text',
    author: 'ann',
    score: 3,
    num_comments: 2,
    created_utc: 1_600_000_000,
    permalink: `/r/golang/comments/${id}/x/`,
    ...fields,
  })

export const submissions = (count: number): string => `${Array.from({ length: count }, (_, at) => submission(at.toString(36))).join('\n')}\n`
