import { readFileSync } from 'node:fs'
import { decode } from '../model/model-file.ts'
import type { Speed } from './speed.ts'
import type { Row } from './systems.ts'

const columns = ['macro-F1', 'macro-recall', 'accuracy', 'F1 of the class', 'r', 'ECE'] as const

/** The measured table, as Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  const figure = (value: number | null | undefined): string => (value === null || value === undefined ? '' : value.toFixed(3))
  return [
    line(['set', 'n', 'system', ...columns]),
    line(['---', '---:', '---', ...columns.map(() => '---:')]),
    ...rows.map(({ set, n, system, measures }) => line([set, n, system, ...columns.map((column) => figure(measures[column]))])),
  ].join('\n')
}

/** docs/model-card.md, whole. */
export function modelCard(rows: readonly Row[], speed: Speed, skipped: readonly string[]): string {
  const file = readFileSync(new URL('../model/model.bin', import.meta.url))
  const { trainedFrom, model } = decode(file)
  const sets = trainedFrom.map(({ name, licence, texts }) => `| ${name} | ${licence} | ${texts} |`).join('\n')
  return `# Model card

\`packages/analysis/src/model/model.bin\`, ${Math.round(file.length / 1000)} kB. Written by \`pnpm eval FOLDER\`; do not edit.

## What it is
Two logistic regressions over one set of features: sentiment (negative, neutral, positive) and complaint (does this post report a problem?).
Features: hashed words, pairs, triples, words after a negation, groups of four and five letters (2^18 buckets, eight-bit weights), and the
figures of two lexicons (VADER's and our own of product words) with some twenty cues. English only: in other languages it says neutral with
confidence 0. Posts longer than about 700 characters are read in windows whose chances are averaged. Which language it is tells
a table of ELD's (\`language-grams.bin\`, Apache-2.0, its licence beside it), which answers as that library does.

\`sentiment\` s is beyond ±0.2 exactly where praise or blame leads neutral (its chance times ${model.calibration.neutral.toFixed(2)}) and is 1.25 times its opposite;
everything else, mixed posts and doubt among it, is neutral. Confidence is the chance of the label (temperature ${model.calibration.temperature.toFixed(2)}), complaint a chance by Platt's scale
(slope ${model.calibration.complaint.slope.toFixed(2)}, offset ${model.calibration.complaint.offset.toFixed(2)}), all found on texts left out of training.

## What it learnt from
| set | licence | texts |
|---|---|---:|
${sets}

\`pnpm train FOLDER\` makes the same file from the same texts. Every other set is measured only.

## How good it is
"Cross-validated" rows are of sets it learns from, each text judged without it (identical texts on one side); everywhere else the shipped file is
measured on texts it has never seen. ECE is the expected calibration error. VADER is our port of its published rules and lexicon, with its published thresholds.

${tableOf(rows)}
${skipped.length === 0 ? '' : `\nNot there, so not measured: ${skipped.join(', ')}.\n`}
| speed | |
|---|---:|
| posts of 100 words a second and core, everything together | ${speed.postsPerSecond} |
| loading the model | ${speed.modelLoadMs} ms |
| memory of the whole evaluation, with its texts | ${speed.memoryMb} MB |

## What it gets wrong
- Sarcasm is read as praise more often than not.
- A bare fact that means trouble ("the parcel is at the depot since Monday") is often neutral.
- What counts as a complaint differs from place to place: tweets to companies name questions complaints that app reviews do not. The threshold of 0.5 lies between them.
- The posts written for this repository, both those it learns from and those of the test, are by one hand: its figure there flatters.
- The rules that find pain phrases were written with the posts of the test and the sentences about bad features in view: both figures flatter. Of the latter people marked the feature's words alone, without what is said of it.
- Bug reports of the app reviews: many that are plain bug reports are labelled otherwise in the half that we have, so F1 is held down by the labels.
- Spam is told by rules made for community posts; on text messages of 2006 it misses more than half, and rarely accuses.
- Toxicity counts insults of an English list; it knows neither context nor other languages.
`
}
