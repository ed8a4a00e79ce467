import type { HeldBackReason } from '@echoscope/domain'

/** Why a scope did not keep a post, as a label and as the end of a sentence. */
export const heldBackWords: Readonly<Record<HeldBackReason, { readonly label: string; readonly because: string }>> = {
  no_match: { label: 'No keyword', because: 'nothing that is listened for stands in it' },
  excluded: { label: 'Excluded', because: 'an exclusion stands in it' },
  language: { label: 'Other language', because: 'it is in a language that is not listened to' },
  spam: { label: 'Spam', because: 'it looks like an advertisement' },
  duplicate: { label: 'Copy', because: 'it says the same as a thread' },
  other_community: { label: 'Other community', because: 'it is in none of the communities listened to' },
}
