import type { Excerpt } from '@echoscope/db'
import { type Insight, isBare, type MetricClaim, type Part, QuoteClaim, textOfParts } from '@echoscope/domain'
import { z } from 'zod'
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
    const fault = typeof parts === 'string' ? parts : faultOf(finding, parts, taken)
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

function faultOf({ kind, recommendation }: Answer['findings'][number], parts: readonly Part[], taken: ReadonlySet<string>): string | null {
  if (taken.has(kind)) return 'there is one of this kind already'
  if (parts.every((part) => typeof part === 'string')) return 'it refers to no metric and no quote'
  const bare = parts.find((part) => typeof part === 'string' && !isBare(part))
  if (bare !== undefined) return `the words ${JSON.stringify(bare)} state a number, a date or a quote without a reference`
  return isBare(recommendation) ? null : 'its recommendation states a number, a date or a quote'
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
