import { createHash } from 'node:crypto'
import { isUuid } from '@echoscope/domain'

/**
 * A UUIDv5-like id (RFC 9562 §5.5): the same for the same namespace and name, so that a second run makes the same rows.
 * `namespace` is a UUID: the brand's for everything inside a brand.
 */
export function deriveId(namespace: string, ...name: readonly string[]): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name.join('\0'))
    .digest()
  hash.writeUInt8(0x50 | (hash.readUInt8(6) & 0x0f), 6)
  hash.writeUInt8(0x80 | (hash.readUInt8(8) & 0x3f), 8)
  const hex = hash.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** An old id stays what it was; one that is no UUID, or stood on a second row too, becomes one in `namespace`. */
export const keptId = (old: string, namespace: string, table: string): string => (isUuid(old) ? old : deriveId(namespace, table, old))
