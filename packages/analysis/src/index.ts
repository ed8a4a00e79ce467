export { type Analyzer, createAnalyzer } from './analyzer.ts'
export { maxCharacters } from './text/mask.ts'
