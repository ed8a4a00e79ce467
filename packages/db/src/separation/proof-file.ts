import { ProofRun } from '@echoscope/domain'
import { readKept } from '../vault/kept-file.ts'

/** The newest run of `pnpm prove` among these files; null where none is there. A file that is not one counts as none. */
export async function readProof(files: readonly string[]): Promise<ProofRun | null> {
  const found: ProofRun[] = []
  for (const file of files) {
    const text = await readKept(file)
    const parsed = text === null ? null : parse(text)
    if (parsed !== null) found.push(parsed)
  }
  return found.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0] ?? null
}

function parse(text: string): ProofRun | null {
  try {
    return ProofRun.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
