import { labelOf, type SentimentLabel } from '@echoscope/domain'
import { createAnalyzer } from '../analyzer.ts'
import { publishedLexicon } from '../sentiment/lexicon.ts'
import { compound } from '../sentiment/vader.ts'
import { f1Of, measuresOf, pearson } from './measures.ts'
import { bugReviews, type Example, type LabelledSet, ratedTweets, sentimentSets } from './sets.ts'

const analyzer = createAnalyzer({ mentionsBrand: () => false })
const analysisOf = (text: string) => analyzer.analyse({ title: '', body: text })
const vader = (text: string): number => compound(text, publishedLexicon())
/** The thresholds that VADER's authors publish. */
const vaderLabel = (text: string): SentimentLabel => {
  const score = vader(text)
  return score >= 0.05 ? 'positive' : score <= -0.05 ? 'negative' : 'neutral'
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const row = (...cells: readonly (string | number)[]): void =>
  print(`| ${cells.map((cell) => (typeof cell === 'number' && !Number.isInteger(cell) ? cell.toFixed(3) : cell)).join(' | ')} |`)

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('usage: pnpm eval <folder of the labelled sets>\n')
  process.exitCode = 2
} else evaluate(folder)

function evaluate(from: string): void {
  row('set', 'n', 'system', 'measure', 'value')
  row('---', '---', '---', '---', '---')
  for (const set of sentimentSets(from)) withExamples(set, (examples) => compareLabels(set.name, examples))
  const tweets = ratedTweets(from)
  withExamples(tweets, (examples) => {
    row(tweets.name, examples.length, 'echoscope', 'r', pearson(examples.map(({ text, gold }) => [analysisOf(text).sentiment, gold])))
    row(tweets.name, examples.length, 'VADER', 'r', pearson(examples.map(({ text, gold }) => [vader(text), gold])))
  })
  const bugs = bugReviews(from)
  withExamples(bugs, (examples) => {
    const ours = examples.map(({ text, gold }) => ({ gold, said: analysisOf(text).painPoints.length > 0 }))
    const theirs = examples.map(({ text, gold }) => ({ gold, said: vaderLabel(text) === 'negative' }))
    row(bugs.name, examples.length, 'echoscope, any pain point', 'F1 of bug', f1Of(ours, true))
    row(bugs.name, examples.length, 'VADER, negative', 'F1 of bug', f1Of(theirs, true))
  })
}

function compareLabels(name: string, examples: readonly Example<SentimentLabel>[]): void {
  const systems = { echoscope: (text: string) => labelOf(analysisOf(text).sentiment), VADER: vaderLabel }
  for (const [system, label] of Object.entries(systems)) {
    const { n, accuracy, macroF1, macroRecall } = measuresOf(examples.map(({ text, gold }) => ({ gold, said: label(text) })))
    row(name, n, system, 'accuracy', accuracy)
    row(name, n, system, 'macro-F1', macroF1)
    row(name, n, system, 'macro-recall', macroRecall)
  }
}

function withExamples<Gold>({ name, examples }: LabelledSet<Gold>, then: (examples: readonly Example<Gold>[]) => void): void {
  if (examples === null) print(`skipped: ${name} is not there`)
  else then(examples)
}
