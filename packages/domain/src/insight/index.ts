export * from './format.ts'
export { minimumEvidence, type SentenceInput } from './rule.ts'
export { writeSentences } from './write-sentences.ts'
