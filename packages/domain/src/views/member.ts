import type { BrandId, CampaignId, InvitationId, MemberId, SessionId } from '../ids.ts'
import type { Iso } from './time.ts'
import type { Role } from './viewer.ts'

/** A brand with everything in it, or one custom campaign. */
export type MemberLimit = { readonly type: 'brand'; readonly brandId: BrandId } | { readonly type: 'campaign'; readonly campaignId: CampaignId }

export interface Member {
  readonly id: MemberId
  readonly name: string
  readonly email: string | null
  readonly role: Role
  /** Null: the whole workspace. An empty list: nothing, since all of it was removed. */
  readonly limits: readonly MemberLimit[] | null
  /** Whoever sits at the machine of a local installation. */
  readonly isLocal: boolean
  readonly hasPassword: boolean
  readonly createdAt: Iso
  readonly lastSeenAt: Iso | null
}

export interface Invitation {
  readonly id: InvitationId
  readonly email: string
  readonly role: Role
  readonly limits: readonly MemberLimit[] | null
  readonly invitedBy: string
  readonly createdAt: Iso
  readonly expiresAt: Iso
}

export interface BrowserSession {
  readonly id: SessionId
  readonly address: string
  /** The browser, as it calls itself. */
  readonly agent: string
  readonly createdAt: Iso
  readonly seenAt: Iso
  readonly expiresAt: Iso
  readonly isCurrent: boolean
}
