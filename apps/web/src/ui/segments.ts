import type { PostField, Thread } from '@echoscope/domain'

export interface Segment {
  readonly text: string
  readonly matched: boolean
  /** The pain point this stretch belongs to. */
  readonly pain: string | null
  /** True on the last stretch of a pain point: where its name is written. */
  readonly painEnds: boolean
}

/** Cuts a text at every border of its marks, so that overlapping marks lie over each other and nothing of the text is lost or doubled. */
export function segmentsOf(thread: Pick<Thread, 'title' | 'body' | 'matches' | 'painPoints'>, field: PostField): Segment[] {
  const text = thread[field]
  const inside = <Span extends { field: PostField; start: number; end: number }>(spans: readonly Span[]): Span[] =>
    spans.filter((span) => span.field === field && span.start < span.end && span.start >= 0 && span.end <= text.length)
  const matches = inside(thread.matches)
  const pains = inside(thread.painPoints)
  const borders = [...new Set([0, text.length, ...[...matches, ...pains].flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  return borders.slice(0, -1).map((start, at) => {
    const end = borders[at + 1] ?? text.length
    const covers = (span: { start: number; end: number }): boolean => span.start <= start && span.end >= end
    const pain = pains.find(covers)
    return { text: text.slice(start, end), matched: matches.some(covers), pain: pain?.keyword ?? null, painEnds: pain?.end === end }
  })
}
