import { createHash } from 'node:crypto'

export interface OldSize {
  readonly seed: number
  /** 0: tidy; 1: everything that went wrong in years of writing without keys. */
  readonly disorder: number
  readonly brands?: number
  readonly threads?: number
}
type Row = Readonly<Record<string, unknown>>
export type OldRows = Readonly<
  Record<'brands' | 'campaigns' | 'communities' | 'pain_points' | 'threads' | 'influencers' | 'thread_pain_points' | 'insights', Row[]>
>

/** Mulberry32: small, and the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const longName = 'a name that nobody thought would be this long '.repeat(7).slice(0, 300)
const flags: readonly unknown[] = ['true', 1, null, 'yes', [true], 0]

/** Rows of an old database: shared communities, and with `disorder` all that is told of in the migration's rules. */
export function oldRows({ seed, disorder, brands: brandCount = 3, threads: threadCount = 300 }: OldSize): OldRows {
  const random = randomOf(seed)
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  const odd = (share: number): boolean => random() < share * disorder
  let made = 0
  const id = (): string => {
    made += 1
    const hex = createHash('sha1').update(`${seed} ${made}`).digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
  const day = (): string =>
    new Date(Date.UTC(2025, 0, 1) + Math.floor(random() * 300) * 86_400_000 + Math.floor(random() * 86_400) * 1_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ')
  const text = (good: string): string => (odd(0.05) ? longName : odd(0.05) ? `${good} \u202e😀 'quoted' $1 \\` : good)

  const brands = Array.from({ length: brandCount }, (_, index) => ({
    id: id(),
    name: text(`Brand ${index}`),
    keywords: odd(0.2) ? 'one, two' : [`brand${index}`],
    competitors: ['Other'],
    status: odd(0.2) ? 'limbo' : 'active',
    created_at: day(),
    updated_at: day(),
  }))
  const campaigns: (Row & { id: string; brand_id: string | null })[] = []
  for (const brand of brands) {
    const automatics = odd(0.4) ? 2 : odd(0.3) ? 0 : 1
    for (let index = 0; index < automatics + 2; index += 1) {
      const flag = index < automatics ? true : odd(0.3) ? pick(flags) : false
      const metadata =
        odd(0.15) && index >= automatics
          ? pick([null, 'text', [1], { settings: { is_auto_campaign: true } }, {}])
          : { is_auto_campaign: flag, renamed_from: `Campaign ${(index + 1) % 3}` }
      campaigns.push({
        id: id(),
        brand_id: odd(0.1) ? (pick([null, id()]) ?? null) : brand.id,
        name: text(`Campaign ${index}`),
        metadata,
        keywords: [`word${index}`],
        platforms: odd(0.3) ? ['usenet'] : ['reddit'],
        schedule_interval: pick(odd(0.5) ? ['5', 'whenever', '01:30:00', '@daily', '-3', '0 */6 * * *'] : ['6 hours', '24', null]),
        status: odd(0.3) ? pick(['error', 'limbo', null]) : 'active',
        error_message: 'rate limited',
        last_run_at: odd(0.5) ? null : `${day()}+00`,
        insights: odd(0.3) ? { text: 'growing by 300 %' } : null,
        created_at: day(),
        updated_at: day(),
      })
    }
  }
  const campaignId = (): string | null => (odd(0.05) ? null : odd(0.05) ? id() : (pick(campaigns)?.id ?? null))
  const communities = Array.from({ length: 12 }, (_, index) => ({
    id: id(),
    platform: odd(0.1) ? pick([null, 'Some Forum', '']) : 'reddit',
    name: odd(0.1) ? pick(['r/place0', longName, null]) : `r/place${index}`,
    url: 'https://example.com/',
    member_count: odd(0.2) ? pick(['many', '-4', '12.5', '99999999999']) : String(index * 100),
    updated_at: odd(0.2) ? null : day(),
    brand_id: odd(0.3) ? pick(brands)?.id : null,
    campaign_id: odd(0.3) ? pick(campaigns)?.id : null,
  }))
  const threads = Array.from({ length: threadCount }, (_, index) => ({
    id: id(),
    campaign_id: campaignId(),
    community_id: odd(0.05) ? pick([null, id()]) : pick(communities.slice(0, 10))?.id,
    platform: odd(0.1) ? pick([null, '']) : 'reddit',
    thread_id: odd(0.2) ? pick(['t3_1', 't3_2', 't3_3', '', null]) : `t3_${index}`,
    title: odd(0.05) ? pick([null, '']) : text(`complaint ${index % 7} about brand${index % 3}`),
    content: odd(0.1) ? null : 'Some words of a body.',
    url: odd(0.1) ? null : `https://example.com/${index}`,
    author: odd(0.1) ? pick(['[deleted]', null, '', longName]) : `author${index % 20}`,
    upvotes: odd(0.1) ? pick(['12k', 'NaN', '1e99', '']) : String(index % 50),
    comment_count: odd(0.1) ? pick(['-1', 'lots', null]) : String(index % 9),
    sentiment_score: odd(0.2) ? pick([1.7, 'NaN', 'Infinity', -1.0001, null]) : Math.sin(index),
    created_at: odd(0.05) ? pick([null, 'infinity']) : day(),
    analyzed_at: odd(0.2) ? null : `${day()}+02`,
  }))
  const painPoints = Array.from({ length: 60 }, (_, index) => ({
    id: id(),
    campaign_id: campaignId(),
    community_id: odd(0.1) ? pick([null, id()]) : pick(communities)?.id,
    keyword: odd(0.05) ? pick([null, '', longName]) : `complaint ${index % 7}`,
    month: odd(0.1) ? pick(['2025-13', 'May', null]) : `2025-0${1 + (index % 9)}`,
    mention_count: odd(0.1) ? 'several' : String(index),
    growth_percentage: '100',
    sentiment_score: odd(0.2) ? pick([1.7, 'NaN']) : 0.1,
    updated_at: odd(0.2) ? null : day(),
  }))
  const influencers = Array.from({ length: 40 }, (_, index) => ({
    id: id(),
    campaign_id: campaignId(),
    brand_id: odd(0.3) ? pick(brands)?.id : null,
    platform: 'reddit',
    username: odd(0.1) ? pick([null, '', longName]) : `author${index % 25}`,
    influence_score: odd(0.2) ? 'NaN' : 50,
    updated_at: odd(0.2) ? null : day(),
  }))
  const links: Row[] = []
  for (const thread of threads) {
    const own = painPoints.filter((each) => each.campaign_id === thread.campaign_id)
    const painPoint = odd(0.1) ? pick(painPoints) : pick(own)
    if (painPoint === undefined || random() < 0.3) continue
    links.push({ thread_id: odd(0.05) ? pick([null, id()]) : thread.id, pain_point_id: odd(0.05) ? id() : painPoint.id })
    const last = links.at(-1)
    if (odd(0.1) && last !== undefined) links.push(last)
  }
  return {
    brands,
    campaigns,
    communities,
    pain_points: painPoints,
    threads,
    influencers,
    thread_pain_points: links,
    insights: Array.from({ length: 5 }, (_, index) => ({ id: id(), campaign_id: campaignId(), body: `insight ${index}` })),
  }
}
