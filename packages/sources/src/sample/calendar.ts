import { copiedOpenings, copiedText, spamText, textOn, type Topic } from './sayings.ts'
import { type SampleKind, samplePlaces, type SamplePlace } from './places.ts'
import { type Seeded, seeded } from './seeded.ts'

/** Days before the sample was loaded that it tells of. */
export const sampleDays = 120
/** The forum says nothing any more from so many days before it was loaded: it refuses. */
export const silentDays = 4
export const silentKind: SampleKind = 'discourse'
/** The hour of the launch, in days before and hours of that day, UTC. */
export const launch = { day: -9, hour: 14, posts: 14 } as const
export const advocate = 'marisol_warm'
export const critic = 'cold_corner'
export const copiedOn = -20

export interface SamplePost {
  readonly id: string
  readonly place: SamplePlace
  readonly at: { readonly day: number; readonly minute: number }
  readonly author: string
  readonly title: string
  readonly body: string
  readonly score: number
  readonly comments: number
}

interface Plan {
  readonly topic: Topic
  readonly author?: string
  /** Said where everything is read, and on days that are over: its count is the same at any hour. */
  readonly counted?: boolean
}

/** How many of each are said on a day; day 0 is the one the sample was loaded on. Whatever is even here is even on the dashboard. */
function plansOf(day: number): readonly Plan[] {
  const every = (days: number, topic: Topic, author?: string): Plan[] =>
    ((day % days) + days) % days === 0 ? [{ topic, ...(author !== undefined && { author }) }] : []
  const times = (count: number, topic: Topic): Plan[] => Array.from({ length: count }, () => ({ topic }))
  return [
    ...times(7, 'question'),
    ...times(3, 'praise'),
    ...times(3, 'report'),
    ...times(day % 3 === 0 ? 2 : 1, 'rival'),
    ...times(2, 'german'),
    ...times(2, 'spanish'),
    ...times(3, 'offTopic'),
    ...(day >= 0 ? [] : complaintsOf(day)),
    ...(day > -60 ? every(2, 'praise', advocate) : []),
    ...(day > -60 ? every(2, 'blame', critic) : []),
  ]
}

function complaintsOf(day: number): Plan[] {
  const every = (days: number, topic: Topic): Plan[] => (day % days === 0 ? [{ topic, counted: true }] : [])
  const lately = day > -30
  return [
    // Even ones.
    ...every(2, 'app'),
    ...every(3, 'valve'),
    ...every(5, 'crash'),
    ...every(6, 'display'),
    ...every(5, 'pairing'),
    ...every(10, 'adapter'),
    // Grows: 10 in the thirty days before, 33 in the last thirty.
    ...(lately ? [...every(1, 'battery'), ...every(6, 'battery')] : every(3, 'battery')),
    // Only looks like it: 6, then 9.
    ...every(lately ? 3 : 5, 'wifi'),
  ]
}

/** Everything that is said on one day, in the order of its minutes; the same however often it is asked. */
export function postsOfDay(day: number): SamplePost[] {
  const posts = plansOf(day).map((plan, index) => postOf(plan, { day, index }))
  if (day === launch.day) posts.push(...Array.from({ length: launch.posts }, (_, index) => launchPost(index)))
  if (day === copiedOn) posts.push(...copiedOpenings.map((opening, index) => copyOf(opening, index)))
  if (((day % 6) + 6) % 6 === 0) posts.push(spamOf(day))
  return posts.toSorted((a, b) => a.at.minute - b.at.minute)
}

const usual = (random: Seeded) => ({ score: random.between(1, 7), comments: random.between(0, 4) })

function postOf({ topic, author, counted = false }: Plan, { day, index }: { readonly day: number; readonly index: number }): SamplePost {
  const random = seeded(day + 1_000, index, 1)
  const known = author === advocate || author === critic
  const language = topic === 'german' ? 'de' : topic === 'spanish' ? 'es' : 'en'
  // Somebody who is known is one person of one place.
  const place = placeFor(language, random, ({ kind }) => (known ? kind === 'reddit' : !counted || kind !== silentKind))
  return {
    id: `${day + 1_000}-${index}`,
    place,
    // At most two an hour, so that no hour but one stands out.
    at: { day, minute: (6 + ((index * 7) % 16)) * 60 + random.between(0, 59) },
    author: author ?? `${random.pick(firstNames)}_${((day + 1_000) * 31 + index) % 389}`,
    ...textOn(topic, random),
    ...(known ? { score: random.between(18, 40), comments: random.between(8, 22) } : usual(random)),
  }
}

function launchPost(index: number): SamplePost {
  const random = seeded(index, 77)
  return {
    id: `launch-${index}`,
    place: placeFor('en', random),
    at: { day: launch.day, minute: launch.hour * 60 + index * 4 },
    author: `${random.pick(firstNames)}_${400 + index}`,
    ...textOn('launch', random),
    ...usual(random),
  }
}

function copyOf(opening: string, index: number): SamplePost {
  const random = seeded(index, 78)
  const place = samplePlaces.filter(({ language }) => language === 'en')[index * 2] ?? placeFor('en', random)
  return {
    id: `copy-${index}`,
    place,
    at: { day: copiedOn, minute: (8 + index * 3) * 60 },
    author: `reader_${500 + index}`,
    ...copiedText(opening),
    ...usual(random),
  }
}

function spamOf(day: number): SamplePost {
  const random = seeded(day + 1_000, 79)
  return {
    id: `spam-${day + 1_000}`,
    place: placeFor('en', random),
    at: { day, minute: random.between(0, 1_439) },
    author: `deals_${random.between(1_000, 9_999)}`,
    ...spamText(random),
    score: 0,
    comments: 0,
  }
}

const firstNames = ['ana', 'ben', 'chloe', 'dario', 'edda', 'farid', 'greta', 'hugo', 'ines', 'jonas', 'kaya', 'luis', 'mira', 'nils', 'olga', 'pavel'] as const

function placeFor(language: SamplePlace['language'], random: Seeded, fits: (place: SamplePlace) => boolean = () => true): SamplePlace {
  const places = samplePlaces.filter((place) => place.language === language && fits(place))
  let left = random.next() * places.reduce((sum, { weight }) => sum + weight, 0)
  const found = places.find(({ weight }) => (left -= weight) < 0) ?? places[0]
  if (found === undefined) throw new Error(`no place of the sample speaks ${language}`)
  return found
}
