import type { Principal, TextsCursor, TextsPage } from '@echoscope/db'
import {
  type CampaignPreview,
  type CampaignPreviewInput,
  createPreview,
  emptyPreview,
  type Listening,
  notFound,
  type Scope,
  scopeNotFound,
} from '@echoscope/domain'
import type { Deps } from './deps.ts'
import { enter } from './enter.ts'
import { seesBrand } from './reach.ts'

interface Asking {
  readonly deps: Pick<Deps, 'db'>
  readonly principal: Principal
}

const mostTried = 20_000
const perPage = 2_000
/** Between two looks at what else waits to be answered. */
const atOnceMs = 25
const patienceMs = 10_000

/**
 * Tries a rule on what the campaign itself has stored: never on another scope's posts, Brand Analytics of the same brand included. A campaign that is
 * not made yet has none.
 */
export async function previewCampaign({ deps, principal }: Asking, input: CampaignPreviewInput): Promise<CampaignPreview> {
  if (!seesBrand(principal.reach, input.brandId)) throw notFound('brand')
  const { name } = await deps.db.brands.get(principal.workspaceId, input.brandId)
  if (input.campaignId === undefined) return emptyPreview(edited(input, { keywords: [name], exclusions: [], communities: [] }))
  const scope = await enter(deps, principal, { type: 'custom', campaignId: input.campaignId })
  if (scope.brandId !== input.brandId) throw scopeNotFound()
  const saved = await deps.db.plans.get(scope)
  const keywords = input.keywords?.length === 0 ? [name] : input.keywords
  return tried(deps.db, scope, { saved, edited: edited({ ...input, keywords }, saved) })
}

/** What is not given stays as it is saved. */
const edited = ({ keywords, excludeKeywords, query, communities }: Omit<CampaignPreviewInput, 'brandId'>, saved: Listening): Listening => ({
  keywords: keywords ?? saved.keywords,
  exclusions: excludeKeywords ?? saved.exclusions,
  query: query === undefined ? (saved.query ?? null) : query,
  communities: communities ?? saved.communities,
})

async function tried(db: Asking['deps']['db'], scope: Scope, rules: { readonly saved: Listening; readonly edited: Listening }): Promise<CampaignPreview> {
  const begunAt = performance.now()
  const preview = createPreview(rules.edited, rules.saved)
  let pausedAt = begunAt
  let after: TextsCursor | null = null
  for (let read = 0; ; ) {
    const { items, next, total }: TextsPage = await db.threadTexts.page(scope, { limit: Math.min(perPage, mostTried - read), after })
    if (total === 0) return emptyPreview(rules.edited)
    // A rule may be slow on texts that were made for it: nobody else waits for it, and what was not tried is told.
    for (const item of items) {
      preview.add([item])
      if (performance.now() - pausedAt < atOnceMs) continue
      await new Promise((done) => setTimeout(done))
      pausedAt = performance.now()
      if (pausedAt - begunAt > patienceMs) return preview.result(total)
    }
    read += items.length
    after = next
    if (next === null || read >= mostTried) return preview.result(total)
  }
}
