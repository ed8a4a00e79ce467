import type { Atom } from './atoms.ts'
import type { Branch, Known } from './branches.ts'

export const dialects = [
  'terms',
  'reddit',
  'hacker-news',
  'stack-exchange',
  'lemmy',
  'mastodon',
  'bluesky',
  'discourse',
  'github',
  'github-discussions',
  'youtube',
] as const
/**
 * How a source's own search is written; `terms`: as words in any order. There, and for Hacker News, a `*` at the end of a word stands for its rest.
 */
export type Dialect = (typeof dialects)[number]

export interface Grammar extends Known {
  /** Text of a branch's atoms, all of which must stand. */
  readonly all: (branch: Branch) => string
  /** Several such texts of which one must hold; null where the server has no such query. */
  readonly any: ((texts: readonly string[]) => string) | null
  /** In characters. */
  readonly longest: number
  /** Branches that one text may hold. */
  readonly mostAlternatives: number
}

const anywhere = (atom: Atom): boolean => atom.kind === 'words' && atom.field === 'text'
const isPrefix = (atom: Atom): boolean => atom.kind === 'words' && atom.isPrefix
const isBare = (text: string): boolean => /^[\p{L}\p{N}_]+$/u.test(text) && !/^(?:AND|OR|NOT|NEAR)$/i.test(text)
const quoted = ({ text }: Atom): string => (isBare(text) ? text : `"${text}"`)
/** Signs could be operators, so that only those inside a word stay. */
const unquoted = (atom: Atom): string => {
  if (atom.kind === 'name') return atom.text
  return /^[\p{L}\p{N}][\p{L}\p{N}+#.&']*$/u.test(atom.text) ? atom.text : asWords(atom)
}
/** As written: how a server levels letters is its own. */
const asWords = (atom: Atom): string => (atom.text.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []).join(' ')
const longestOf = (branch: Branch): Branch => branch.toSorted((one, other) => lettersOf(other) - lettersOf(one)).slice(0, 1)
const lettersOf = (atom: Atom): number => (atom.kind === 'words' ? atom.words.join('').length : atom.text.length)
const spaced = (branch: Branch): string => branch.map(quoted).join(' ')

const redditFields = { text: '', title: 'title:', body: 'selftext:', author: 'author:', community: 'subreddit:', url: '' } as const
const group = (text: string): string => (text.includes(' AND ') ? `(${text})` : text)

const plain: Grammar = { all: spaced, any: null, longest: 200, mostAlternatives: 1, knows: anywhere, prefixes: false }
export const grammars: Readonly<Record<Dialect, Grammar>> = {
  terms: { ...plain, all: (branch) => branch.map((atom) => (isPrefix(atom) ? `${unquoted(atom)}*` : unquoted(atom))).join(' '), prefixes: true },
  reddit: {
    all: (branch) => branch.map((atom) => `${redditFields[atom.field]}${quoted(atom)}`).join(' AND '),
    any: (texts) => texts.map(group).join(' OR '),
    longest: 512,
    mostAlternatives: 40,
    knows: (atom) => atom.kind === 'words' || /^[\w-]+$/.test(atom.text),
    prefixes: false,
  },
  'hacker-news': { ...plain, all: (branch) => branch.map((atom) => (isPrefix(atom) ? `${unquoted(atom)}*` : quoted(atom))).join(' '), prefixes: true },
  'stack-exchange': { ...plain, all: (branch) => branch.map(unquoted).join(' ') },
  // It looks for the letters in their order with anything between the words, so that two terms, which may stand in any order, are one too many, and
  // the beginning of a word is found wherever the word is.
  lemmy: {
    ...plain,
    all: (branch) => longestOf(branch).map(asWords).join(' '),
    prefixes: true,
  },
  mastodon: { ...plain, all: (branch) => branch.map((atom) => `+${quoted(atom)}`).join(' ') },
  bluesky: plain,
  discourse: plain,
  // At most 256 characters and five operators.
  github: { ...plain, any: (texts) => texts.map((text) => `(${text})`).join(' OR '), longest: 240, mostAlternatives: 6 },
  // Their search knows no OR.
  'github-discussions': plain,
  // Whether `|` or the space binds tighter is not documented: only single words are joined.
  youtube: { ...plain, any: (texts) => texts.join('|'), mostAlternatives: 10 },
}

/** Whether a branch may stand beside others in one text. */
export const mayBeJoined = (dialect: Dialect, text: string): boolean => dialect !== 'youtube' || isBare(text)
