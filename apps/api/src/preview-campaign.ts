import type { HeldText, Principal, TextsCursor, TextsPage } from '@echoscope/db'
import {
  type CampaignPreview,
  type CampaignPreviewInput,
  createPreview,
  emptyPreview,
  type Listening,
  notFound,
  type Preview,
  type Scope,
  scopeNotFound,
  type StoredText,
} from '@echoscope/domain'
import { askLive, type LiveAsking } from './ask-live.ts'
import type { Deps } from './deps.ts'
import { enter } from './enter.ts'
import { requireRole } from './grant.ts'
import { reachesBrand, seesBrand } from './reach.ts'

interface Asking {
  readonly deps: Pick<Deps, 'askSource' | 'db' | 'now' | 'sample' | 'sources'>
  readonly principal: Principal
}

const mostTried = 20_000
const perPage = 2_000
/** Between two looks at what else waits to be answered. */
const atOnceMs = 25
const patienceMs = 10_000

/**
 * Tries a rule on what the campaign itself has stored and held back: never on another scope's posts, Brand Analytics of the same brand included. A campaign that is
 * not made yet has none.
 */
export async function previewCampaign({ deps, principal }: Asking, input: CampaignPreviewInput): Promise<CampaignPreview> {
  if (!seesBrand(principal.reach, input.brandId)) throw notFound('brand')
  // What a campaign would be that is not made yet concerns the brand, whose own places are asked for it: whoever reaches one campaign alone makes none.
  if (input.campaignId === undefined && !reachesBrand(principal.reach, input.brandId)) throw notFound('brand')
  if (input.live === true) requireRole(principal.role, 'editor')
  const brand = await deps.db.brands.get(principal.workspaceId, input.brandId)
  const { name } = brand
  const live = async (rule: Listening, saved: readonly string[]) => {
    if (input.live !== true) return null
    // As a run chooses them: a campaign without places of its own has those of its brand.
    const sources = input.sources === undefined ? saved : input.sources.length === 0 ? brand.sources : input.sources
    const { sampleSince } = brand
    const ask: LiveAsking['ask'] =
      sampleSince === null
        ? (source, asked) => deps.askSource(source, principal.workspaceId, asked)
        : // Its places are invented, and so is what they answer.
          (source) => deps.sample.newest(source, new Date(sampleSince), deps.now())
    return askLive(deps, { ask, sources, rule })
  }
  if (input.campaignId === undefined) {
    const rule = edited(input, { keywords: [name], exclusions: [], communities: [] })
    return { ...emptyPreview(rule), live: await live(rule, brand.sources) }
  }
  const scope = await enter(deps, principal, { type: 'custom', campaignId: input.campaignId })
  if (scope.brandId !== input.brandId) throw scopeNotFound()
  const saved = await deps.db.plans.get(scope)
  const keywords = input.keywords?.length === 0 ? [name] : input.keywords
  const rule = edited({ ...input, keywords }, saved)
  const [preview, answers] = await Promise.all([tried(deps.db, scope, { saved, edited: rule }), live(rule, saved.sources)])
  return { ...preview, live: answers }
}

/** What is not given stays as it is saved. */
const edited = (
  { keywords, excludeKeywords, query, communities, languages }: Omit<CampaignPreviewInput, 'brandId' | 'live' | 'sources'>,
  saved: Listening,
): Listening => ({
  keywords: keywords ?? saved.keywords,
  exclusions: excludeKeywords ?? saved.exclusions,
  query: query === undefined ? (saved.query ?? null) : query,
  communities: communities ?? saved.communities,
  languages: languages ?? saved.languages ?? [],
})

async function tried(db: Asking['deps']['db'], scope: Scope, rules: { readonly saved: Listening; readonly edited: Listening }): Promise<CampaignPreview> {
  const preview = createPreview(rules.edited, rules.saved)
  const turns = takingTurns()
  let all = { stored: 0, heldBack: 0 }
  let after: TextsCursor | null = null
  for (let read = 0, isThere = true; isThere && !turns.isOver() && read < mostTried; ) {
    const { items, next, total }: TextsPage = await db.threadTexts.page(scope, { limit: Math.min(perPage, mostTried - read), after })
    all = { ...all, stored: total }
    await tryEach(preview, items, turns)
    read += items.length
    after = next
    isThere = next !== null
  }
  // An advertisement is none by any rule, and a copy stays one.
  const held = (await db.heldBack.texts(scope, mostTried)).filter(({ reason }) => reason !== 'spam' && reason !== 'duplicate')
  all = { ...all, heldBack: held.length }
  if (all.stored + all.heldBack === 0) return emptyPreview(rules.edited)
  await tryEach(preview, held.map(toText), turns)
  return preview.result(all)
}

const toText = ({ title, body, url, author, community, platform, source, publishedAt, language }: HeldText): StoredText => ({
  id: null,
  title,
  body,
  url,
  author,
  community,
  sources: [platform, source],
  publishedAt: new Date(publishedAt),
  language: () => language,
})

/** A rule may be slow on texts that were made for it: nobody else waits for it, and what was not tried is told. */
async function tryEach(preview: Preview, items: readonly StoredText[], turns: Turns): Promise<void> {
  for (const item of items) {
    if (turns.isOver()) return
    preview.add([item])
    await turns.yield()
  }
}

interface Turns {
  isOver(): boolean
  /** Lets others have their turn where it was this one's for long enough. */
  yield(): Promise<void> | undefined
}

function takingTurns(): Turns {
  const begunAt = performance.now()
  let pausedAt = begunAt
  return {
    isOver: () => pausedAt - begunAt > patienceMs,
    yield: () => {
      if (performance.now() - pausedAt < atOnceMs) return undefined
      return new Promise((done) => setTimeout(done)).then(() => {
        pausedAt = performance.now()
      })
    },
  }
}
