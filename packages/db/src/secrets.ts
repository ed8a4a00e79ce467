import { createHash, randomBytes } from 'node:crypto'
import { isUuid, type WorkspaceId } from '@echoscope/domain'

/**
 * A secret that names its workspace: `<prefix>_<workspace id without dashes>_<32 random bytes>`. The workspace is entered by what the
 * token claims, and the hash is looked for inside it: a false claim finds nothing, and no table of secrets needs to be read across
 * workspaces. 256 random bits need no slow hash.
 */
export interface Secret {
  readonly text: string
  readonly hash: Buffer
}
/** Key, session, sign-in link, password link, invitation: one does not pass for another. */
export type SecretPrefix = 'esk' | 'ess' | 'esl' | 'esp' | 'esi'

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

export function makeSecret(prefix: SecretPrefix, workspaceId: WorkspaceId): Secret {
  const text = `${prefix}_${workspaceId.replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`
  return { text, hash: hashOf(text) }
}

/** The workspace a secret claims and the hash to look for there; null when it is not such a secret at all. */
export function readSecret(prefix: SecretPrefix, text: string): { workspaceId: WorkspaceId; hash: Buffer } | null {
  const parts = /^([a-z]{3})_([0-9a-f]{32})_([\w-]{43})$/.exec(text)
  const [, given, hex = ''] = parts ?? []
  if (given !== prefix) return null
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  return isUuid(id) ? { workspaceId: id as WorkspaceId, hash: hashOf(text) } : null
}
