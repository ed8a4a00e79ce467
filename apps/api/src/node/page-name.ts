import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const lookAgainMs = 5_000

/** The name of the page's first script, which is another one as soon as anything of the page is; null while no page is built. */
export function createPageName(directory: string, now: () => Date): () => Promise<string | null> {
  let known: { readonly name: Promise<string | null>; readonly atMs: number } | null = null
  const read = async (): Promise<string | null> => {
    const page = await readFile(join(directory, 'index.html'), 'utf8').catch(() => '')
    return /src="\/assets\/([\w.-]+)\.js"/.exec(page)?.[1] ?? null
  }
  return () => {
    const atMs = now().getTime()
    if (known === null || Math.abs(atMs - known.atMs) > lookAgainMs) known = { name: read(), atMs }
    return known.name
  }
}
