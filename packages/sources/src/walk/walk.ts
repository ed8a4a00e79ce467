import { type Collected, type CollectContext, SourceError, type Window } from '@echoscope/domain'
import { checkpointOf, progressOf, reachedIn, type Place } from './checkpoint.ts'
import type { Listing, Page } from './listing.ts'
import { SeenIds } from './seen-ids.ts'

const rememberedIds = 200_000
const mostPages = 2_000

/**
 * Reads lists that begin with the newest, one after the other, each down to the beginning of the window. A post that several lists hold is given
 * once; after each page comes a checkpoint. A list that is refused is named at the end, when the others have been read.
 * @throws SourceError with the first fault, after what could be had.
 */
export async function* walk(listings: readonly Listing[], window: Window, context: CollectContext): AsyncGenerator<Collected[], void> {
  if (window.since >= window.until) return
  const keys = listings.map(({ key }) => key)
  const seen = new SeenIds(rememberedIds)
  const faults: { listing: Listing; error: SourceError }[] = []
  let reached = reachedIn(context.checkpoint, window)
  const settled = (key: string, place: Place): Collected => {
    reached = { ...reached, listings: new Map(reached.listings).set(key, place) }
    return { kind: 'checkpoint', checkpoint: checkpointOf(reached), progress: progressOf(reached, keys) }
  }

  // What the window gained since the checkpoint comes first and settles nothing.
  if (reached.until < window.until.getTime()) {
    const gained = { since: new Date(reached.until), until: window.until }
    for (const listing of listings)
      if (reached.listings.has(listing.key))
        for await (const { found } of pagesOf(listing, { from: null, window: gained, seen, context })) if (found.length > 0) yield found
    reached = { ...reached, until: window.until.getTime() }
  }
  for (const listing of listings) {
    const from = reached.listings.get(listing.key) ?? null
    if (from?.ended === true || faults.some(({ listing: { host }, error }) => host === listing.host && error.fault !== 'gone')) continue
    try {
      for await (const { found, place } of pagesOf(listing, { from, window, seen, context })) {
        const items = place === null ? found : [...found, settled(listing.key, place)]
        if (items.length > 0) yield items
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      faults.push({ listing, error })
    }
  }
  const [first, ...others] = faults
  if (first === undefined) return
  const also = others.length === 0 ? '' : ` (and ${others.length} more: ${[...new Set(others.map(({ listing }) => listing.host))].slice(0, 5).join(', ')})`
  throw new SourceError(first.error.fault, `${first.error.message}${also}`, { until: first.error.until, cause: first.error })
}

interface Reading {
  readonly from: Place | null
  readonly window: Window
  readonly seen: SeenIds
  readonly context: CollectContext
}

/** `place` is where the listing stands after these; null while it only waits. */
interface Step {
  readonly found: Collected[]
  readonly place: Place | null
}

async function* pagesOf(listing: Listing, { from, window, seen, context: { signal } }: Reading): AsyncGenerator<Step, void> {
  const turned = new Set<string>()
  let reached = from?.reached ?? window.until.getTime()
  let before = ''
  for (let cursor = from?.cursor ?? null, pages = 1; ; pages += 1) {
    const asking = listing.page(cursor, window, signal)
    let step = await asking.next()
    for (; step.done !== true; step = await asking.next()) yield { found: [step.value], place: null }
    const { items, next, oldest }: Page = step.value
    const here = items.map((item) => (item.kind === 'post' ? item.post.externalId : '')).join('\n')
    if (next !== null && (turned.has(next) || next === cursor || (items.length > 0 && here === before)))
      throw new SourceError('malformed', `${listing.host} gives the same page again and again; what came before is kept`)
    before = here
    reached = Math.max(window.since.getTime(), Math.min(reached, oldest?.getTime() ?? reached))
    const found = fresh(items, window, seen)
    const isCut = next !== null && pages >= (listing.mostPages ?? mostPages)
    const ended = next === null || isCut || (oldest !== null && oldest < window.since)
    if (isCut && (oldest === null || oldest >= window.since))
      found.push({ kind: 'bad', bad: { place: listing.key.slice(0, 100), reason: 'what is older cannot be had in one run: this list is longer than is read' } })
    yield { found, place: { cursor: ended ? null : next, reached, ended } }
    if (ended) return
    if (next !== null) turned.add(next)
    cursor = next
  }
}

/** Inside the window, not given before, newest first. */
function fresh(items: readonly Collected[], { since, until }: Window, seen: SeenIds): Collected[] {
  const posts: Extract<Collected, { kind: 'post' }>[] = []
  const rest: Collected[] = []
  for (const item of items) {
    if (item.kind !== 'post') rest.push(item)
    else if (item.post.publishedAt >= since && item.post.publishedAt < until && seen.add(`${item.post.platform} ${item.post.externalId}`)) posts.push(item)
  }
  return [...posts.toSorted((one, other) => other.post.publishedAt.getTime() - one.post.publishedAt.getTime()), ...rest]
}
