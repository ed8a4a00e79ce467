/** Texts in the shape of community posts, from words of our own making: few are common, most are rare. */
export interface Made {
  readonly posts: readonly { readonly title: string; readonly body: string }[]
  /** The most frequent first. */
  readonly words: readonly string[]
}

export function makePosts(characters: number): Made {
  const random = seeded(7)
  const words = [...new Set(Array.from({ length: 24_000 }, () => madeWord(random)))]
  const posts: Made['posts'][number][] = []
  for (let made = 0; made < characters; ) {
    const post = {
      title: sentence(random, words, 8),
      body: Array.from({ length: 1 + Math.floor(random() * 12) }, () => sentence(random, words, 14)).join('\n'),
    }
    made += post.title.length + post.body.length
    posts.push(post)
  }
  return { posts, words }
}

const starts = ['b', 'br', 'c', 'ch', 'd', 'f', 'fl', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'pr', 'r', 's', 'st', 't', 'th', 'v', 'w', '']
const middles = ['a', 'e', 'i', 'o', 'u', 'ea', 'ou', 'io', 'y', 'é']
const ends = ['', '', 'n', 'r', 's', 't', 'ng', 'l', 'ck']

function madeWord(random: () => number): string {
  const syllables = 1 + Math.floor(random() * random() * 5)
  return Array.from({ length: syllables }, () => `${pick(starts, random())}${pick(middles, random() ** 2)}${pick(ends, random())}`).join('')
}

function sentence(random: () => number, words: readonly string[], length: number): string {
  const text = Array.from({ length: 2 + Math.floor(random() * length) }, () => pick(words, random() ** 5)).join(' ')
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${random() < 0.02 ? ' 👍' : '.'}`
}

const pick = (from: readonly string[], place: number): string => from[Math.floor(place * from.length)] ?? ''

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
