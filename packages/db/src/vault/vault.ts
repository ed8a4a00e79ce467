import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { DomainError, type WorkspaceId } from '@echoscope/domain'
import { givenKeyring, type Key, keptKeyring, type Keyring, parseKeys } from './keyring.ts'

/** Where a secret stands. It is bound to all three: an envelope copied elsewhere does not open. */
export interface SealedPlace {
  readonly workspaceId: WorkspaceId
  readonly purpose: string
  readonly rowId: string
}

/** Seals and opens what the database keeps. AES-256-GCM, a fresh 96-bit nonce each time. */
export interface Vault {
  seal(text: string, place: SealedPlace): Promise<string>
  /** `secret_key_missing` when the key is not here; any other failure means that the envelope was changed or moved, and is a plain error. */
  open(sealed: string, place: SealedPlace): Promise<string>
  /** Envelopes of the key that seals now begin with this. */
  currentPrefix(): Promise<string>
  readonly ring: Pick<Keyring, 'beginRotation' | 'endRotation'>
}
export interface VaultOptions {
  readonly home: string
  /** ECHOSCOPE_SECRET_KEY; null: a key in `home`. */
  readonly given: string | null
}

export function openVault({ home, given }: VaultOptions): Vault {
  const masters = given === null ? null : parseKeys(given)
  if (given !== null && masters === null)
    throw new Error('ECHOSCOPE_SECRET_KEY is 32 bytes, as 64 hexadecimal digits or in base64; several with commas between them')
  return vaultOf(masters === null ? keptKeyring(home) : givenKeyring(masters))
}

const version = 'v1'
const prefixOf = ({ id }: Key): string => `${version}.${id}.`

export const vaultOf = (ring: Keyring): Vault => ({
  ring,
  currentPrefix: async () => prefixOf((await ring.keys())[0]),
  async seal(text, place) {
    const [key] = await ring.keys()
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key.sealing, nonce).setAAD(associated(place))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return `${prefixOf(key)}${nonce.toString('base64url')}.${body.toString('base64url')}`
  },
  async open(sealed, place) {
    const [, id, nonce, body] = /^v1\.([0-9a-f]{16})\.([\w-]{16})\.([\w-]{22,})$/.exec(sealed) ?? []
    if (id === undefined || nonce === undefined || body === undefined) throw new Error('what is stored is no sealed secret')
    const key = (await ring.keys()).find((each) => each.id === id)
    if (key === undefined) throw keyMissing(id)
    const bytes = Buffer.from(body, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key.sealing, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      .setAAD(associated(place))
      .setAuthTag(bytes.subarray(-16))
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
  },
})

/** For processes that have nothing to do with secrets: whatever they would open or seal is refused. */
export const noVault: Vault = vaultOf({
  keys: () => Promise.reject(keyMissing('none')),
  beginRotation: () => Promise.reject(keyMissing('none')),
  endRotation: () => Promise.reject(keyMissing('none')),
})

/** JSON of a list: no two places read the same. */
const associated = ({ workspaceId, purpose, rowId }: SealedPlace): Buffer => Buffer.from(JSON.stringify([version, workspaceId, purpose, rowId]))

const keyMissing = (id: string): DomainError =>
  new DomainError(
    'secret_key_missing',
    'A stored secret was sealed with a key that this process does not have. Nothing is lost: put the key back in ECHOSCOPE_SECRET_KEY, or the file secret-key back into ECHOSCOPE_HOME, and restart.',
    { details: { key: id } },
  )
