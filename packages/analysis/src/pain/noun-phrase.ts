import { nounLemma } from './forms.ts'
import type { Token } from './tagger.ts'
import { complaintAdjectives, genericModifiers, genericNouns } from './words.ts'

/** A run of nouns with what they are called: "the new build times" → `build time`. Indexes of tokens, half open. */
export interface NounPhrase {
  readonly from: number
  readonly to: number
  readonly name: string
  readonly head: string
}

/** A sentence's tokens beside the field's text they index. */
export interface Tagged {
  readonly tokens: readonly Token[]
  readonly text: string
}

const mostNouns = 3
const isDeterminer = /^(?:my|our|your|its|their|his|her|'s|the|a|an|this|that)$/
const isPronounForm = /^(?:i|you|we|they|he|she|it|that|there|who|what)(?:'|$)/
const wordLike = /^[\p{L}\p{N}][\p{L}\p{N}+#.'-]*$/u

/** Verbs that name a thing after an article or a possessive, though the tagger takes them for verbs: "our build times". */
const nounsToo = new Set('build sync login startup search load boot update install export import upload download print scan backup charge'.split(' '))

function isNoun({ tokens }: Tagged, at: number): boolean {
  const token = tokens[at]
  if (token === undefined || !wordLike.test(token.word) || complaintAdjectives.has(token.word) || isPronounForm.test(token.word)) return false
  if (token.pos === 'NOUN' || token.pos === 'PROPN') return true
  if (isKindOfNext(tokens, at)) return true
  return nounsToo.has(token.word) && (at === 0 || isDeterminer.test(tokens[at - 1]?.word ?? ''))
}

/** "the sharing options", "a new calling screen": what the tagger takes for a verb, between an article and a noun. */
const isKindOfNext = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.pos === 'VERB' &&
  (tokens[at]?.word ?? '').endsWith('ing') &&
  tokens[at + 1]?.pos === 'NOUN' &&
  /^(?:my|our|your|its|their|the|a|an|this|that|new|old|latest)$/.test(tokens[at - 1]?.word ?? '')

/** Nothing but space and emphasis stands between two tokens: no code, link or quotation was cut out of there. */
export function touches({ tokens, text }: Tagged, left: number): boolean {
  const a = tokens[left]
  const b = tokens[left + 1]
  if (a === undefined || b === undefined) return false
  if (a.end === b.start) return true
  const between = text.slice(a.end, b.start)
  return between.length <= 8 && /^[\s*_~"']*$/.test(between) && !between.includes('\n\n')
}

/** The noun phrase whose last noun is token `last`. */
export function phraseEndingAt(sentence: Tagged, last: number): NounPhrase | undefined {
  if (!isNoun(sentence, last)) return undefined
  let from = last
  while (last - from <= mostNouns && isNoun(sentence, from - 1) && touches(sentence, from - 1)) from -= 1
  return named(sentence, from, last + 1)
}

/** The noun phrase that begins at token `at`, after articles, possessives and plain adjectives. */
export function phraseFrom(sentence: Tagged, at: number): NounPhrase | undefined {
  let from = at
  while (from < at + 4 && !isClassifying(sentence, from) && (isOpener(sentence.tokens[from]) || isDone(sentence, from)) && touches(sentence, from)) from += 1
  if (!isNoun(sentence, from) && !isClassifying(sentence, from)) return undefined
  let to = from + 1
  while (to - from < mostNouns + 1 && isNoun(sentence, to) && touches(sentence, to - 1)) to += 1
  return named(sentence, from, to)
}

const classifying = new Set(
  'dark offline native mobile internal external wireless remote automatic vertical horizontal keyless dynamic static bulk international legal public private virtual physical visual manual'.split(
    ' ',
  ),
)
/** An adjective that says which kind, so that it belongs to the name: dark mode, offline support. */
const isClassifying = (sentence: Tagged, at: number): boolean =>
  (classifying.has(sentence.tokens[at]?.word ?? '') || isDoing(sentence, at)) && isNoun(sentence, at + 1) && touches(sentence, at)

/** "sharing options": which options says the word before alone. */
const isDoing = ({ tokens }: Tagged, at: number): boolean =>
  tokens[at]?.pos === 'ADJ' &&
  (tokens[at]?.word ?? '').endsWith('ing') &&
  !complaintAdjectives.has(tokens[at]?.word ?? '') &&
  kindNouns.has(nounLemma(tokens[at + 1]?.word ?? ''))

/** "my purchased items" */
const isDone = ({ tokens }: Tagged, at: number): boolean =>
  tokens[at]?.pos === 'VERB' && (tokens[at]?.word ?? '').endsWith('ed') && tokens[at + 1]?.pos === 'NOUN' && isDeterminer.test(tokens[at - 1]?.word ?? '')

const isOpener = (token: Token | undefined): boolean =>
  token !== undefined && (token.pos === 'DET' || token.pos === 'ADJ' || token.pos === 'NUM' || isDeterminer.test(token.word))

/** Of a longer run, which is often two phrases side by side, only the last two nouns are sure to belong together. */
function named({ tokens }: Tagged, first: number, to: number): NounPhrase | undefined {
  let from = to - first > mostNouns ? to - 2 : first
  const words = tokens.slice(from, to).map((token) => token.word)
  while (words.length > 1 && (genericModifiers.has(words[0] ?? '') || (words[0] ?? '').length < 2)) {
    words.shift()
    from += 1
  }
  const head = nounLemma(words.at(-1) ?? '')
  const isKind = words.length > 1 && kindNouns.has(head)
  if ((!isKind && isGeneric(words.at(-1) ?? '')) || !/^\p{L}|^\d\p{L}/u.test(head)) return undefined
  return { from, to, head, name: [...words.slice(0, -1), head].join(' ') }
}

/** Say nothing alone, but do after another noun: build time, user experience. */
const kindNouns = new Set(['time', 'experience', 'side', 'level', 'option', 'team', 'post', 'comment', 'title'])

const isGeneric = (word: string): boolean => word.length < 2 || genericModifiers.has(word) || genericNouns.has(word) || genericNouns.has(nounLemma(word))
