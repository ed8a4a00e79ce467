import { keyPhrasesIn } from '../phrases/key-phrases.ts'
import { stemOf } from '../phrases/stem.ts'
import type { Example } from './sets.ts'

const most = 10
const stemmed = (phrase: string): string =>
  phrase
    .toLowerCase()
    .split(/[-\s]+/)
    .map(stemOf)
    .join(' ')

/** F@10: the ten weightiest phrases against those that people gave, stems compared, precision and recall over all texts together. */
export function phraseF1(examples: readonly Example<readonly string[]>[]): number {
  let both = 0
  let either = 0
  for (const { text, gold } of examples) {
    const wanted = new Set(gold.map(stemmed))
    const said = new Set(keyPhrasesIn(text, most).map(({ phrase }) => stemmed(phrase)))
    both += [...said].filter((phrase) => wanted.has(phrase)).length
    either += wanted.size + said.size
  }
  return either === 0 ? 0 : (2 * both) / either
}
