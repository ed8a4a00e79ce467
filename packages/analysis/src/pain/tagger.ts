import model from 'wink-eng-lite-web-model'
import winkNLP from 'wink-nlp'
import type { ItsHelpers, PartOfSpeech, WinkMethods } from 'wink-nlp'

export interface Token {
  /** Lower case, typographic apostrophes made plain. */
  readonly word: string
  readonly pos: PartOfSpeech
  readonly start: number
  readonly end: number
}

interface Tagger {
  readonly nlp: WinkMethods
  readonly its: ItsHelpers
}

/** The tagger keeps every unknown word it ever saw, about 120 bytes each: a new one (80 ms) now and then bounds that to some 12 MB. */
const sentencesPerTagger = 50_000
let current: Tagger | undefined
let used = 0

function tagger(): Tagger {
  if (current === undefined || used >= sentencesPerTagger) {
    const nlp = winkNLP(model, ['pos'])
    current = { nlp, its: nlp.its }
    used = 0
  }
  used += 1
  return current
}

/**
 * Words of a sentence with their parts of speech; `offset` is added to every index. Contractions come as two tokens ("does", "n't").
 * Sentences in title case or capitals are tagged in lower case, since the tagger takes each capital for a name.
 */
export function tag(sentence: string, offset: number): Token[] {
  const { nlp, its } = tagger()
  const lower = sentence.toLowerCase()
  const text = lower !== sentence && lower.length === sentence.length && isShouting(sentence) ? lower : sentence
  const tokens = nlp.readDoc(text).tokens()
  const words = tokens.out()
  const tags = tokens.out(its.pos)
  const found: Token[] = []
  let from = 0
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const pos = tags[index] as PartOfSpeech
    if (pos === 'SPACE') continue
    const start = text.indexOf(word, from)
    if (start < 0) continue
    from = start + word.length
    // The tagger leaves the full stop on some short words ("in.").
    const bare = word.length > 1 && word.endsWith('.') ? word.replace(/(?<=[\p{L}\p{N}])\.$/u, '') : word
    const plain = bare.toLowerCase()
    found.push({ word: plain.includes('’') ? plain.replaceAll('’', "'") : plain, pos, start: offset + start, end: offset + start + bare.length })
  }
  return found
}

/** Most words of four letters or more begin with a capital. */
function isShouting(sentence: string): boolean {
  const words = sentence.match(/\p{L}{4,}/gu) ?? []
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length
  return words.length > 1 && capitals * 2 > words.length
}
