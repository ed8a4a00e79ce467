import { open, rename } from 'node:fs/promises'

/** Writes a small private file so that it is there whole or not at all, also after a power cut or on a full disk. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const half = `${file}.new`
  const handle = await open(half, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(half, file)
}
