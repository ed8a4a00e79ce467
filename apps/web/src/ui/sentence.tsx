import { claimText } from '@echoscope/domain'
import type { Claim, KeySentence } from '@echoscope/domain'

/** Who or what a sentence is about: what the eye looks for first. */
const isName = (claim: Claim): boolean => !('metric' in claim) || /\.(keyword|name|username)$/.test(claim.metric)

/** A sentence in its parts, with its subject set off. */
export const Sentence = ({ parts }: Pick<KeySentence, 'parts'>) =>
  parts.map((part, at) => {
    if (typeof part === 'string') return part
    const text = <bdi>{claimText(part)}</bdi>
    return isName(part) ? <b key={`${at} ${claimText(part)}`}>{text}</b> : <span key={`${at} ${claimText(part)}`}>{text}</span>
  })
