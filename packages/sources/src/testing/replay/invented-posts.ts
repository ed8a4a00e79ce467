import type { ReplayPost } from './speaking.ts'

const dayMs = 86_400_000
const openings = [
  'Zephyr 3 on my laptop',
  'A week with Zephyr',
  'Zephyr and our build',
  'Question about Zephyr',
  'Moved from the old editor to Zephyr',
  'Zephyr at work',
]
const sayings = [
  'It keeps crashing when I open a large project, and I lose my work.',
  'The battery drains within two hours while it runs.',
  'I love it, the new search is great and everything is fast.',
  'The startup is far too slow since the last update.',
  'Does anybody know how to set the proxy?',
  'The documentation is confusing, and the examples do not work.',
  'Support answered within a day, excellent.',
  'Sync fails after each update and nobody answers.',
]
const asides = ['It was announced yesterday.', 'We are twelve people.', 'My colleagues say the same.', 'I have used it for two years.', 'Version 3.1 on Linux.']

/** Which of how many places the posts are for: each has its own, but for one in forty, which is posted everywhere. */
export interface OfPlaces {
  readonly place: number
  readonly of: number
}

/** So many posts of one invented product, newest first, over sixty days; the same for the same time. Three in a hundred say nothing of it. */
export const inventedPosts = (count: number, now: Date, { place, of }: OfPlaces = { place: 0, of: 1 }): ReplayPost[] => {
  const numberOf = (at: number): number => at * of + (at % 40 === 0 ? 0 : place)
  return Array.from({ length: count }, (_, at) => ({
    id: 9_000_000 - at,
    type: 'story',
    createdAt: new Date(now.getTime() - 600_000 - Math.floor((at * 60 * dayMs) / count)),
    author: `writer${(at * 7) % 41}`,
    title: at % 33 === 32 ? `A recipe for bread, number ${numberOf(at)}` : `${pick(openings, at)}, number ${numberOf(at)}`,
    text: at % 33 === 32 ? 'Flour, water and salt.' : `${pick(sayings, at * 5 + Math.floor(at / 9))} ${pick(asides, at * 3)} Zephyr again.`,
    points: (at * 13) % 90,
    comments: (at * 5) % 23,
  }))
}

const pick = (of: readonly string[], at: number): string => of[at % of.length] ?? ''
