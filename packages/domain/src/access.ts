import { z } from 'zod'
import { BrandId, CampaignId, InvitationId, MemberId, SessionId } from './ids.ts'

const plain = (longest: number) =>
  z
    .string()
    .max(longest, `at most ${longest} characters`)
    .refine((value) => !value.includes('\0'), 'a NUL character cannot be kept')
    .refine((value) => value.isWellFormed(), 'half of a surrogate pair cannot be kept')
const Role = z.enum(['owner', 'editor', 'viewer'])
const PersonName = plain(200)
  .transform((value) => value.trim())
  .pipe(z.string().min(1, 'must not be empty'))
/** Trimmed and in lower case: one person, one spelling. */
export const EmailAddress = plain(254)
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email('an e-mail address is written name@example.com'))
/** Long rather than odd (NIST SP 800-63B §3.1.1.2): no rules about digits and signs. */
export const Password = plain(200).refine((value) => value.length >= 12, 'at least 12 characters')
const Token = z.string().min(1).max(500)

const LimitInput = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('brand'), brandId: BrandId }),
  z.strictObject({ type: z.literal('campaign'), campaignId: CampaignId }),
])
const limits = z.array(LimitInput).min(1, 'name at least one brand or campaign, or null for the whole workspace').max(200).nullable()

export const MemberInvite = z.strictObject({ email: EmailAddress, role: Role, limits: limits.optional() })
export type MemberInvite = z.output<typeof MemberInvite>
export const MemberRef = z.strictObject({ memberId: MemberId })
export const MemberUpdate = MemberRef.extend({ name: PersonName.optional(), role: Role.optional(), limits: limits.optional() })
export type MemberUpdate = z.output<typeof MemberUpdate>
export const MemberLink = MemberRef.extend({ purpose: z.enum(['sign-in', 'password']) })
export const InvitationRef = z.strictObject({ invitationId: InvitationId })
export const SessionRef = z.strictObject({ sessionId: SessionId })
export const MemberSessionRef = MemberRef.extend({ sessionId: SessionId })
/** One's own name, address and password; a password that is there is asked for before it or the address changes. */
export const AccountUpdate = z.strictObject({
  name: PersonName.optional(),
  email: EmailAddress.optional(),
  password: Password.optional(),
  currentPassword: plain(200).optional(),
})
export type AccountUpdate = z.output<typeof AccountUpdate>
export const AuditList = z.strictObject({
  direction: z.literal('forward').optional(),
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(500).optional(),
  /** A part of the actor's name, whatever its case. */
  actor: plain(200).optional(),
  /** How the action begins: `members`, or `members.remove`. */
  action: plain(100).optional(),
})

export const PasswordSignIn = z.strictObject({ email: EmailAddress, password: plain(200) })
export const InvitationLook = z.strictObject({ token: Token })
export const InvitationAccept = z.strictObject({ token: Token, name: PersonName, password: Password })
export const PasswordReset = z.strictObject({ token: Token, password: Password })
