import { z } from 'zod'
import { uuidPattern } from './uuid.ts'

export { isUuid } from './uuid.ts'

declare const kind: unique symbol
/** A UUID that says what it names, so that a thread's id does not pass for a brand's. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind }

export type WorkspaceId = Id<'workspace'>
export type BrandId = Id<'brand'>
export type CampaignId = Id<'campaign'>
export type CommunityId = Id<'community'>
export type ThreadId = Id<'thread'>
export type PainPointId = Id<'pain-point'>
export type InfluencerId = Id<'influencer'>
export type HeldBackId = Id<'held-back'>
export type RunId = Id<'run'>
export type InsightRunId = Id<'insight-run'>
export type KeyId = Id<'key'>
export type SessionId = Id<'session'>
export type ErasureId = Id<'erasure'>
export type MemberId = Id<'member'>
export type InvitationId = Id<'invitation'>
export type UserId = Id<'user'>

const uuidSchema = <Kind extends string>(what: string) =>
  z
    .string()
    .regex(uuidPattern, `a ${what} id is a UUID in lower case`)
    .transform((text) => text as Id<Kind>)

export const WorkspaceId = uuidSchema<'workspace'>('workspace')
export const BrandId = uuidSchema<'brand'>('brand')
export const CampaignId = uuidSchema<'campaign'>('campaign')
export const CommunityId = uuidSchema<'community'>('community')
export const ThreadId = uuidSchema<'thread'>('thread')
export const PainPointId = uuidSchema<'pain-point'>('pain point')
export const InfluencerId = uuidSchema<'influencer'>('influencer')
export const RunId = uuidSchema<'run'>('run')
export const ErasureId = uuidSchema<'erasure'>('erasure')
export const KeyId = uuidSchema<'key'>('key')
export const SessionId = uuidSchema<'session'>('session')
export const MemberId = uuidSchema<'member'>('member')
export const InvitationId = uuidSchema<'invitation'>('invitation')

/**
 * A new UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits, so that ids sort by age and
 * inserts stay at the right edge of an index.
 */
export function newId<Kind extends string>(nowMs: number = Date.now()): Id<Kind> {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const view = new DataView(bytes.buffer)
  view.setUint16(0, Math.floor(nowMs / 2 ** 32))
  view.setUint32(2, nowMs % 2 ** 32)
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f))
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Kind>
}
