import type { Excerpt } from '@echoscope/db'
import { type Insight, type MetricClaim, nameText, type Part, QuoteClaim, quoted, stating, subjectOf, textOfParts } from '@echoscope/domain'
import { z } from 'zod'
import { strayName } from './names.ts'
import type { Statement } from './statements.ts'

const kinds = ['health', 'community', 'growing_pain', 'voices', 'trend', 'next'] as const

/** What a model is to answer. Strict: an answer of any other shape is no answer. */
export const Answer = z.strictObject({
  findings: z
    .array(
      z.strictObject({
        kind: z.enum(kinds),
        text: z.string().min(1).max(600),
        quotes: z.array(z.strictObject({ ref: z.string().max(10), post: z.string().max(10), words: z.string().min(8).max(500) })).max(4),
        recommendation: z.string().max(300),
        priority: z.enum(['high', 'medium', 'low']),
      }),
    )
    .max(12),
})
export type Answer = z.infer<typeof Answer>

export interface Known {
  readonly statements: readonly Statement[]
  readonly excerpts: readonly Excerpt[]
}
export interface Translated {
  readonly drafts: readonly Insight[]
  /** What could not be made a draft, in the writer's own references. */
  readonly faults: readonly string[]
}

/** Findings as drafts: each reference becomes the claim it stands for. One with a reference that does not exist, or that states something by itself, is no draft. */
export function translate({ findings }: Answer, known: Known): Translated {
  const drafts: Insight[] = []
  const faults: string[] = []
  const taken = new Set<string>()
  for (const finding of findings) {
    const parts = partsOf(finding, known)
    const fault = typeof parts === 'string' ? parts : taken.has(finding.kind) ? 'there is one of this kind already' : faultOf(finding, parts, known)
    if (typeof parts === 'string' || fault !== null) {
      faults.push(`${finding.kind}: ${fault ?? ''}`)
      continue
    }
    taken.add(finding.kind)
    drafts.push({
      kind: finding.kind,
      text: textOfParts(parts),
      parts,
      evidence: evidenceOf(parts, known),
      recommendation: finding.recommendation === '' ? null : finding.recommendation,
      priority: finding.priority,
    })
  }
  return { drafts, faults }
}

function faultOf({ recommendation }: Answer['findings'][number], parts: readonly Part[], known: Known): string | null {
  if (parts.every((part) => typeof part === 'string')) return 'it refers to no metric and no quote'
  const [bare] = stating(parts)
  if (bare !== undefined) return `the words ${JSON.stringify(bare)} state a number, a date, a name or a quote without a reference`
  const name = strayName(parts, namesOf(known)) ?? strayName([recommendation], namesOf(known))
  if (name !== null) return `${JSON.stringify(name)} looks like a name without a reference`
  if (stating([recommendation]).length > 0) return 'its recommendation states a number, a date, a name or a quote'
  return strangersIn(parts, known)
}

const nameMetrics = { painPoint: 'painPoint.keyword', community: 'community.name', voice: 'voice.name' } as const
const isSubject = (noun: string): noun is keyof typeof nameMetrics => noun in nameMetrics

/** People and places that the writer was told of. What hurts is named in words that everybody uses. */
const namesOf = ({ statements, excerpts }: Known): string[] => [
  ...statements.filter(({ claim }) => claim.metric === 'community.name' || claim.metric === 'voice.name').map(({ claim }) => claim.value),
  ...excerpts.map(({ community }) => community),
]

/** Claims that each hold and are told together as if they were about the same: two subjects of a kind, a number without its name, words of somebody else. */
function strangersIn(parts: readonly Part[], { statements, excerpts }: Known): string | null {
  const claims = parts.filter((part) => typeof part !== 'string')
  const about = new Map(claims.map(subjectOf).flatMap((subject) => (subject === null ? [] : [[`${subject.noun} ${subject.of}`, subject] as const])))
  const subjects = [...about.values()]
  if (new Set(subjects.map(({ noun }) => noun)).size < subjects.length) return 'it speaks of two pain points, communities or voices at once'
  for (const { noun, of } of subjects.filter((each) => isSubject(each.noun))) {
    const metric = isSubject(noun) ? nameMetrics[noun] : null
    const name = statements.find(({ claim }) => claim.metric === metric && claim.of === of)?.claim.value
    if (!claims.some((claim) => !('quote' in claim) && claim.metric === metric)) return `it states a number of a ${noun} without its name`
    for (const claim of claims) {
      const post = 'quote' in claim ? excerpts.find(({ threadId }) => threadId === claim.threadId) : undefined
      if (post === undefined) continue
      // A post is not told to a writer with its author, so no quote can be given to a voice.
      const isTheirs =
        noun === 'community' ? nameText(post.community) === name : noun === 'painPoint' && post.painPoints.some((keyword) => quoted(keyword) === name)
      if (!isTheirs) return `it quotes a post that is not of the ${noun} it speaks of`
    }
  }
  return null
}

const reference = /\{([a-z]\d{1,3})\}/g

/** The parts of a finding's text, or what is wrong with one of its references. */
function partsOf({ text, quotes }: Answer['findings'][number], { statements, excerpts }: Known): Part[] | string {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(reference)) {
    const ref = match[1] ?? ''
    if (match.index > from) parts.push(text.slice(from, match.index))
    from = match.index + match[0].length
    const statement = statements.find((each) => each.ref === ref)
    const quote = quotes.find((each) => each.ref === ref)
    if (statement !== undefined) parts.push(statement.claim)
    else if (quote === undefined) return `there is no ${ref}`
    else {
      const post = excerpts[Number(quote.post.slice(1)) - 1]
      const claim = QuoteClaim.safeParse({ threadId: post?.threadId, quote: quote.words })
      if (!claim.success || !quote.post.startsWith('t')) return `there is no post ${quote.post}`
      parts.push(claim.data)
    }
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}

/** Numbers that are a count of threads: a chip of theirs opens as many. */
const counts = new Set<string>(['card.n', 'painPoint.mentions', 'community.threads', 'voice.threads'])

/** Chips that open the threads behind a number. */
function evidenceOf(parts: readonly Part[], known: Known): Insight['evidence'] {
  const chips = parts.flatMap((part) => {
    if (typeof part === 'string' || 'quote' in part || !(counts.has(part.metric) || (part.metric === 'card.value' && part.of === 'threads'))) return []
    const filter = filterOf(part, known)
    return filter === null ? [] : [{ label: 'Threads', value: part.value, filter }]
  })
  return chips.filter(({ value }, at) => chips.findIndex((other) => other.value === value) === at).slice(0, 4)
}

type Filter = Insight['evidence'][number]['filter']
function filterOf({ metric, of }: MetricClaim, { statements }: Known): Filter | null {
  if (metric === 'painPoint.mentions') return { painPointId: of as NonNullable<Filter['painPointId']> }
  if (metric === 'community.threads') return { communityId: of as NonNullable<Filter['communityId']> }
  if (metric !== 'voice.threads') return {}
  const name = statements.find(({ claim }) => claim.metric === 'voice.name' && claim.of === of)?.claim.value
  return name === undefined ? null : { author: name }
}
