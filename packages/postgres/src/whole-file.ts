import { randomUUID } from 'node:crypto'
import { link, open, readFile, rename, rm } from 'node:fs/promises'

/** Writes a small private file so that it is there whole or not at all, also after a power cut or on a full disk. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await rename(await writeBeside(file, text), file)
}

/** The text of a file, which whoever comes first writes; of several at once all get the same. */
export async function keepWhole(file: string, make: () => string): Promise<string> {
  const read = () => readFile(file, 'utf8').catch(nullIf('ENOENT'))
  const kept = await read()
  if (kept !== null) return kept
  const beside = await writeBeside(file, make())
  try {
    // Unlike a rename, a link does not replace what another has written meanwhile.
    await link(beside, file).catch(nullIf('EEXIST'))
  } finally {
    await rm(beside, { force: true })
  }
  return (await read()) ?? ''
}

async function writeBeside(file: string, text: string): Promise<string> {
  const beside = `${file}.${randomUUID()}`
  try {
    const handle = await open(beside, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return beside
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

const nullIf =
  (code: string) =>
  (error: NodeJS.ErrnoException): null => {
    if (error.code === code) return null
    throw error
  }
