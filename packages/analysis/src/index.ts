export { type Analysed, type Analyzer, createAnalyzer } from './analyzer.ts'
export { maxCharacters } from './text/mask.ts'
export { fingerprintDistance, fingerprintOf, nearDuplicateBits } from './text/fingerprint.ts'
export { type Spam, type SpamReason, spamIn } from './text/spam.ts'
