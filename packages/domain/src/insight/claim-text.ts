import type { Claim } from './claim.ts'

/** What a claim states, as a sentence shows it. */
export const claimText = (claim: Claim): string => ('quote' in claim ? `“${claim.quote}”` : claim.value)
