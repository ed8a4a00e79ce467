import type { PostField, Thread } from '@echoscope/domain'
import { sentenceCase } from '../../format/numbers.ts'
import { segmentsOf } from '../../ui/segments.ts'

interface MarkedProps {
  readonly thread: Thread
  readonly field: PostField
}

/** The text as it was stored, with what matched and what complains marked in it. */
export const Marked = ({ thread, field }: MarkedProps) =>
  segmentsOf(thread, field).map((segment, at) => {
    const inner = segment.pain === null ? segment.text : <mark className="pain">{segment.text}</mark>
    return (
      <span key={at}>
        {segment.matched ? <mark>{inner}</mark> : inner}
        {segment.painEnds && segment.pain !== null && field === 'body' && <sup>{sentenceCase(segment.pain)}</sup>}
      </span>
    )
  })
