import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { join } from 'node:path'
import { canonicalJson, type Signature } from '@echoscope/domain'
import { keepFile, readKept } from './kept-file.ts'

/** The installation's own key: what it signs, nobody else can have signed. */
export interface Signer {
  readonly publicKey: string
  readonly fingerprint: string
  /** Adds a signature over everything else in the object, whatever order its fields are in. */
  sign<T extends object>(value: T): T & { readonly signature: Signature }
}

/** Ed25519, made at the first call and kept in `<home>/signing-key` with mode 0600. */
export async function openSigner(home: string): Promise<Signer> {
  const key = createPrivateKey(await keepFile(fileIn(home), makeKey))
  const publicKey = writtenOf(createPublicKey(key))
  const fingerprint = fingerprintOf(publicKey)
  return {
    publicKey,
    fingerprint,
    sign: (value) => ({
      ...value,
      signature: { algorithm: 'Ed25519', publicKey, fingerprint, value: sign(null, Buffer.from(canonicalJson(value)), key).toString('base64') },
    }),
  }
}

const fileIn = (home: string): string => join(home, 'signing-key')
const makeKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const writtenOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64')
const fingerprintOf = (publicKey: string): string => createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')

/** The public key of this home, without making one; null where there is none. */
export async function ownPublicKey(home: string): Promise<string | null> {
  const text = await readKept(fileIn(home))
  return text === null ? null : writtenOf(createPublicKey(createPrivateKey(text)))
}

/** A public key as a user has it, PEM or SPKI in base64; null when it is not an Ed25519 key. */
export function readPublicKey(text: string): string | null {
  try {
    const pem = text.includes('-----BEGIN')
    const key = pem ? createPublicKey(text) : createPublicKey({ key: Buffer.from(text.trim(), 'base64'), type: 'spki', format: 'der' })
    return key.asymmetricKeyType === 'ed25519' ? writtenOf(key) : null
  } catch {
    return null
  }
}

/** Whether this very value was signed by the holder of `publicKey`; what the value says of its own key counts for nothing. */
export function isSignedBy(value: unknown, publicKey: string): boolean {
  if (typeof value !== 'object' || value === null || !('signature' in value)) return false
  const { signature, ...signed } = value
  if (typeof signature !== 'object' || signature === null || !('value' in signature) || typeof signature.value !== 'string') return false
  if (!('algorithm' in signature) || signature.algorithm !== 'Ed25519') return false
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' })
  return verify(null, Buffer.from(canonicalJson(signed)), key, Buffer.from(signature.value, 'base64'))
}
