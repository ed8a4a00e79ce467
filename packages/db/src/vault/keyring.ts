import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { keepFile, replaceFile } from './kept-file.ts'

/** A master key; secrets are sealed with what is derived from it. */
export interface Key {
  /** Tells keys apart without telling anything about them. */
  readonly id: string
  readonly sealing: Buffer
}

/** The installation's keys: the first seals, all open. Read anew at each use, so that a running process sees a rotation. */
export interface Keyring {
  keys(): Promise<readonly [Key, ...Key[]]>
  /** A new first key, unless one is waiting already; the old ones stay until `endRotation`. */
  beginRotation(): Promise<void>
  /** Forgets all keys but the first; says what is left for the operator to do, or null. */
  endRotation(): Promise<string | null>
}

const keyBytes = 32

/** 32 bytes, as 64 hexadecimal digits or in base64; null for anything else. */
export function parseKey(text: string): Buffer | null {
  const plain = text.trim()
  const bytes = /^[0-9a-f]{64}$/i.test(plain) ? Buffer.from(plain, 'hex') : /^[\w+/-]{43}=?$/.test(plain) ? Buffer.from(plain, 'base64') : null
  return bytes?.length === keyBytes ? bytes : null
}

/** The setting's keys, newest first, separated by commas; null when one of them is none. */
export function parseKeys(text: string): readonly Buffer[] | null {
  const keys = text.split(',').map(parseKey)
  return keys.every((key) => key !== null) && keys.length > 0 ? keys : null
}

const keyOf = (master: Buffer): Key => ({
  id: createHash('sha256').update('echoscope key id').update(master).digest('hex').slice(0, 16),
  sealing: Buffer.from(hkdfSync('sha256', master, '', 'echoscope sealed secrets', keyBytes)),
})

const ringOf = (masters: readonly Buffer[]): readonly [Key, ...Key[]] => {
  const [first, ...rest] = masters.map(keyOf)
  if (first === undefined) throw new Error('there is no secret key')
  return [first, ...rest]
}

/** Keys from ECHOSCOPE_SECRET_KEY: the operator turns them. */
export const givenKeyring = (masters: readonly Buffer[]): Keyring => ({
  keys: async () => ringOf(masters),
  async beginRotation() {
    if (masters.length < 2)
      throw new Error('ECHOSCOPE_SECRET_KEY holds one key. Put the new one before it, with a comma between them, restart, and rotate again.')
  },
  endRotation: async () => 'Everything is sealed with the first key of ECHOSCOPE_SECRET_KEY. Take the others out of it and restart.',
})

/** Keys in `<home>/secret-key`, one a line, newest first, mode 0600; made at the first use. */
export function keptKeyring(home: string): Keyring {
  const file = join(home, 'secret-key')
  const make = (): string => `${randomBytes(keyBytes).toString('base64')}\n`
  const read = async (): Promise<string[]> => (await keepFile(file, make)).split('\n').filter((line) => line.trim() !== '')
  return {
    async keys() {
      const masters = (await read()).map(parseKey)
      if (!masters.every((master) => master !== null))
        throw new Error(`${file} holds a line that is no key. Put the file back as it was; it is not made anew over old secrets.`)
      return ringOf(masters)
    },
    async beginRotation() {
      const lines = await read()
      if (lines.length < 2) await replaceFile(file, [make().trim(), ...lines, ''].join('\n'))
    },
    async endRotation() {
      await replaceFile(file, `${(await read())[0]}\n`)
      return null
    },
  }
}
