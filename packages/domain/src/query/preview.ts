import { heldBackDays } from '../held-back.ts'
import type { CampaignPreview, PreviewSample } from '../views/preview.ts'
import type { Heard } from './listening.ts'
import { createListener, type Listening } from './listening.ts'
import { printQuery } from './print.ts'
import type { Searched } from './searched.ts'

/** A stored thread, or a post that was held back, as far as a rule asks about it. */
export interface StoredText extends Searched {
  /** Null: it was held back. */
  readonly id: PreviewSample['threadId']
  readonly community: string
  readonly publishedAt: Date
}
export interface Preview {
  add(posts: readonly StoredText[]): void
  /** Of threads and of what was held back all there are, those included that were not tried. */
  result(all: { readonly stored: number; readonly heldBack: number }): CampaignPreview
}

const mostSamples = 10

/** Counts what an edit of a rule would keep, gain and lose of the posts that it is given, the newest first. */
export function createPreview(edited: Listening, saved: Listening): Preview {
  const [after, before] = [createListener(edited), createListener(saved)]
  const counts = { tried: 0, triedHeldBack: 0, count: 0, gained: 0, lost: 0 }
  const samples = { kept: [] as PreviewSample[], gained: [] as PreviewSample[], lost: [] as PreviewSample[] }
  const show = (of: keyof typeof samples, post: StoredText, heard: Heard): void => {
    if (samples[of].length < mostSamples) samples[of].push(previewSampleOf(post, heard))
  }
  return {
    add(posts) {
      for (const post of posts) {
        if (post.id === null) counts.triedHeldBack += 1
        else counts.tried += 1
        const [now, was] = [after(post), before(post)]
        if (now.kept) {
          counts.count += 1
          show('kept', post, now)
        }
        if (now.kept && !was.kept) {
          counts.gained += 1
          show('gained', post, now)
        }
        if (!now.kept && was.kept) {
          counts.lost += 1
          show('lost', post, now)
        }
      }
    },
    result: ({ stored, heldBack }) => ({
      stored,
      heldBack,
      ...counts,
      samples: samples.kept,
      gainedSamples: samples.gained,
      lostSamples: samples.lost,
      live: null,
      note: noteOf({ ...counts, stored, heldBack }),
    }),
  }
}

/** A rule is read all the same, so that a query that cannot be is refused. */
export function emptyPreview(edited: Listening): CampaignPreview {
  createListener(edited)
  return {
    stored: 0,
    heldBack: 0,
    tried: 0,
    triedHeldBack: 0,
    count: null,
    gained: null,
    lost: null,
    samples: [],
    gainedSamples: [],
    lostSamples: [],
    live: null,
    note: nothingThere,
  }
}

const nothingThere = 'Nothing is stored for this campaign yet, so that nothing can be tried. Let it run once, or import an archive into it.'

type Tried = Readonly<Record<'tried' | 'stored' | 'triedHeldBack' | 'heldBack', number>>

function noteOf({ tried, stored, triedHeldBack, heldBack }: Tried): string {
  const some = (of: number, all: number, what: string): string =>
    of < all ? `the newest ${of.toLocaleString('en')} of ${all.toLocaleString('en')} ${what}` : `all ${all.toLocaleString('en')} ${what}`
  const held =
    heldBack === 0
      ? 'nothing was held back that it could gain'
      : `${some(triedHeldBack, heldBack, `posts that were held back`)} in the last ${heldBackDays} days`
  return `Tried on ${some(tried, stored, 'threads')}; ${held}. What no run has fetched cannot be counted.`
}

/** A post as a preview shows it, with the places that its rule found in what is shown. */
export const previewSampleOf = ({ id, title, body, url = '', community, publishedAt }: StoredText, heard: Heard): PreviewSample => ({
  threadId: id,
  title,
  body: body.slice(0, mostCharacters),
  url,
  community,
  publishedAt: publishedAt.toISOString(),
  matches: heard.kept ? heard.matches.filter(({ field, end }) => field === 'title' || end <= mostCharacters) : [],
  branch: heard.kept ? printQuery(heard.branch) : null,
  leftOut: heard.kept ? null : heard.reason,
})

const mostCharacters = 2_000
