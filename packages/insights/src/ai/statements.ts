import { type MetricClaim, minimumEvidence, recount, type SentenceInput, type StatedMetric } from '@echoscope/domain'

/** A number or name that a writer may state, and the word it states it by. */
export interface Statement {
  /** `m12`, as the writer refers to it. */
  readonly ref: string
  /** What it is, in words. */
  readonly about: string
  readonly claim: MetricClaim
}

/** Subjects of each kind that a writer is told of. */
const most = { painPoints: 12, communities: 8, voices: 8 } as const

const ofCards: readonly (readonly [StatedMetric, string])[] = [
  ['card.value', 'value'],
  ['card.previous', 'value in the window before'],
  ['card.n', 'how many it rests on'],
  ['card.moved', 'change against the window before'],
  ['card.neutralShare', 'share of neutral threads'],
]
const ofPainPoints: readonly (readonly [StatedMetric, string])[] = [
  ['painPoint.keyword', 'name'],
  ['painPoint.mentions', 'threads'],
  ['painPoint.previous', 'threads in the window before'],
  ['painPoint.growth', 'growth'],
  ['painPoint.sentiment', 'mean sentiment'],
  ['painPoint.communities', 'communities'],
]
const ofCommunities: readonly (readonly [StatedMetric, string])[] = [
  ['community.name', 'name'],
  ['community.echoScore', 'echo score'],
  ['community.echoMoved', 'change of the echo score since the window began'],
  ['community.threads', 'threads'],
  ['community.engagement', 'points and comments'],
  ['community.sentiment', 'mean sentiment'],
]
const ofVoices: readonly (readonly [StatedMetric, string])[] = [
  ['voice.name', 'name'],
  ['voice.threads', 'threads'],
  ['voice.influence', 'influence, 0 to 100'],
  ['voice.sentiment', 'mean sentiment towards the brand'],
  ['voice.communities', 'communities'],
]

const ofSpikes: readonly (readonly [StatedMetric, string])[] = [
  ['spike.hour', 'when'],
  ['spike.threads', 'threads in that hour'],
  ['spike.usual', 'threads usual in that hour'],
]
/**
 * Everything that may be stated of these facts, numbered. What falls short of the minimum evidence is not among it, and where the window before was not collected
 * nothing that compares with it is.
 */
export function statementsOf(facts: SentenceInput): Statement[] {
  const statements: Statement[] = []
  const compares = new Set<StatedMetric>(['card.previous', 'card.moved', 'painPoint.previous', 'painPoint.growth', 'community.echoMoved', 'window.before'])
  const add = (metric: StatedMetric, of: string, about: string): void => {
    if (facts.nothingBefore !== null && compares.has(metric)) return
    const value = recount(facts, metric, of)
    if (value !== null) statements.push({ ref: `m${statements.length + 1}`, about, claim: { metric, of, value } })
  }
  // What all threads of the window say is a trend.
  const isTrend = (facts.kpis.find(({ id }) => id === 'threads')?.value ?? 0) >= minimumEvidence.trend
  const cards = facts.kpis.filter(({ id, n }) => isTrend && id !== 'aiCost' && (id !== 'positivity' || n >= minimumEvidence.trend))
  for (const { id } of cards) for (const [metric, about] of ofCards) add(metric, id, `card ${id}: ${about}`)
  const [spike] = facts.events.filter(({ kind }) => isTrend && kind === 'spike').toSorted((a, b) => b.count - b.median - (a.count - a.median))
  if (spike !== undefined) for (const [metric, about] of ofSpikes) add(metric, new Date(spike.hour).toISOString(), `spike: ${about}`)
  const subjects = [
    {
      kind: 'pain point',
      metrics: ofPainPoints,
      ids: facts.painPoints.filter(({ mentions }) => mentions >= minimumEvidence.subject).slice(0, most.painPoints),
    },
    {
      kind: 'community',
      metrics: ofCommunities,
      ids: facts.communities.filter(({ threads }) => threads >= minimumEvidence.subject).slice(0, most.communities),
    },
    { kind: 'voice', metrics: ofVoices, ids: facts.influencers.filter(({ posts }) => posts >= minimumEvidence.subject).slice(0, most.voices) },
  ]
  for (const { kind, metrics, ids } of subjects)
    for (const [at, { id }] of ids.entries()) for (const [metric, about] of metrics) add(metric, id, `${kind} ${at + 1}: ${about}`)
  if (statements.length > 0) add('window.before', '', 'the window that this one is compared with')
  return statements
}
