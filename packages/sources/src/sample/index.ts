import { anyOf, type Collected, dayMs, type Post, type Source, SourceError, startOfDay } from '@echoscope/domain'
import { postsOfDay, type SamplePost, silentDays, silentKind } from './calendar.ts'
import { type SampleKind, sampleKinds } from './places.ts'

export { sampleBrand, sampleRival } from './sayings.ts'
export {
  advocate as sampleAdvocate,
  copiedOn as sampleCopiedOn,
  critic as sampleCritic,
  launch as sampleLaunch,
  sampleDays,
  silentDays as sampleSilentDays,
  silentKind as sampleSilentKind,
} from './calendar.ts'
export { sampleCampaigns, sampleDefinition } from './definition.ts'
export { sampleKinds, samplePlaces } from './places.ts'

const isSampleKind = (kind: string): kind is SampleKind => (sampleKinds as readonly string[]).includes(kind)

/**
 * A place of the sample brand: invented posts, made on this machine, in the shape and with the manners of a real source. `loadedOn` is the day that
 * all of them are counted from, so that they are the same whenever they are asked for. Null for a kind the sample does not have.
 */
export function sampleSource(kind: string, loadedOn: Date): Source | null {
  if (!isSampleKind(kind)) return null
  const zero = startOfDay(loadedOn).getTime()
  const silentFrom = zero - silentDays * dayMs
  return {
    kind,
    // oxlint-disable-next-line require-await -- a source is read with await, and nothing here has to be waited for
    async *collect({ window }) {
      const first = Math.floor((window.since.getTime() - zero) / dayMs)
      const last = Math.floor((window.until.getTime() - zero) / dayMs)
      const refuses = kind === silentKind && window.until.getTime() > silentFrom
      for (let day = first; day <= last; day += 1) {
        const posts = postsOfDay(day)
          .filter(({ place }) => place.kind === kind)
          .map((post) => toPost(post, zero))
          .filter(({ publishedAt }) => publishedAt >= window.since && publishedAt < window.until && !(refuses && publishedAt.getTime() >= silentFrom))
        const found: Collected[] = posts.map((post) => ({ kind: 'post', post }))
        yield [...found, { kind: 'checkpoint', checkpoint: { day }, progress: { done: day - first + 1, total: last - first + 1 } }]
      }
      if (refuses)
        throw new SourceError(
          'blocked',
          'The forum refuses readers that are not signed in. What was read before stays; ask its owner, or give an account of it.',
        )
    },
  }
}

const newestDays = 7

/** What a place of the sample answers to one who looks today: its posts of the last week. @throws SourceError where it refuses, as a run would. */
export async function newestOfSample(kind: string, loadedOn: Date, now: Date): Promise<readonly Post[]> {
  const window = { since: new Date(now.getTime() - newestDays * dayMs), until: now }
  const source = sampleSource(kind, loadedOn)
  if (source === null) throw new SourceError('gone', `The sample brand has no place of the kind "${kind}".`)
  const query = { wanted: anyOf(['a']), terms: ['a'], communities: [], window }
  const posts: Post[] = []
  for await (const page of source.collect(query, { signal: new AbortController().signal, checkpoint: null, now: () => now }))
    posts.push(...page.flatMap((item) => (item.kind === 'post' ? [item.post] : [])))
  return posts
}

const toPost = ({ id, place, at, ...post }: SamplePost, zero: number): Post => ({
  ...post,
  platform: place.kind,
  externalId: `sample-${id}`,
  url: `${place.url}/sample-${id}`,
  community: { name: place.name, url: place.url, members: place.members },
  publishedAt: new Date(zero + at.day * dayMs + at.minute * 60_000),
  observedAt: null,
  parentExternalId: null,
})
