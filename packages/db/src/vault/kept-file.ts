import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The text of a private file (mode 0600), which whoever comes first writes; of several processes at once all get the same. */
export async function keepFile(file: string, make: () => string): Promise<string> {
  const kept = await readKept(file)
  if (kept !== null) return kept
  await mkdir(dirname(file), { recursive: true })
  const beside = await writeBeside(file, make())
  try {
    // Unlike a rename, a link does not replace what another has written meanwhile.
    await link(beside, file).catch(unlessCode('EEXIST'))
  } finally {
    await rm(beside, { force: true })
  }
  return (await readKept(file)) ?? ''
}

export const readKept = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(unlessCode('ENOENT'))

/** Puts a new text in place of the old one, whole or not at all. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await rename(await writeBeside(file, text), file)
}

async function writeBeside(file: string, text: string): Promise<string> {
  const beside = `${file}.${randomUUID()}`
  const handle = await open(beside, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return beside
}

const unlessCode =
  (code: string) =>
  (error: NodeJS.ErrnoException): null => {
    if (error.code === code) return null
    throw error
  }
