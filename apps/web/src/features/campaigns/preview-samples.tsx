import type { PreviewSample } from '@echoscope/domain'
import { count } from '../../format/numbers.ts'
import { heldBackWords } from '../../ui/held-back-words.ts'
import { Moment } from '../../ui/moment.tsx'
import { safeUrl } from '../../ui/safe-url.ts'
import { segmentsOf } from '../../ui/segments.ts'
import { UserText } from '../../ui/user-text.tsx'

interface PreviewSamplesProps {
  readonly title: string
  readonly of: number | null
  readonly samples: readonly PreviewSample[]
  readonly sign: string
  readonly open?: boolean
  /** Just asked for: neither stored nor held back. */
  readonly live?: boolean
}

export function PreviewSamples({ title, of, samples, sign, open = false, live = false }: PreviewSamplesProps) {
  if (of === null || of === 0) return null
  return (
    <details className="tried" open={open}>
      <summary>
        {title}, {samples.length < of ? `the newest ${samples.length} of ${count(of)}` : count(of)}
      </summary>
      <ul className="held-back samples">
        {samples.map((sample) => (
          <Sample key={`${sample.url} ${sample.threadId ?? sample.publishedAt}`} sample={sample} sign={sign} live={live} />
        ))}
      </ul>
    </details>
  )
}

/** So much of the text is shown around the first place that matched. */
const [before, after] = [60, 180]

function Sample({ sample, sign, live }: { readonly sample: PreviewSample; readonly sign: string; readonly live: boolean }) {
  const { title, url, community, publishedAt, branch, leftOut, threadId } = sample
  const address = safeUrl(url)
  const heading = title === '' ? 'A comment' : <Marked sample={sample} field="title" />
  return (
    <li>
      <span className="sample-sign" aria-hidden="true">
        {sign}
      </span>
      <div className="sample">
        <div className="held-back-title">
          {address === null ? (
            <bdi>{heading}</bdi>
          ) : (
            <a href={address} target="_blank" rel="noreferrer noopener">
              <bdi>{heading}</bdi>
            </a>
          )}
        </div>
        <p className="sample-text break" dir="auto">
          <Marked sample={sample} field="body" />
        </p>
        <p className="say">
          <UserText>{community}</UserText>, <Moment at={publishedAt} />
          {threadId === null && !live && ', held back so far'} ·{' '}
          {leftOut === null ? (
            <>
              by <code dir="auto">{branch}</code>
            </>
          ) : (
            <>left out: {heldBackWords[leftOut].because}</>
          )}
        </p>
      </div>
    </li>
  )
}

function Marked({ sample, field }: { readonly sample: PreviewSample; readonly field: 'title' | 'body' }) {
  const first = sample.matches.find((match) => match.field === field)?.start ?? 0
  const [from, to] = field === 'title' ? [0, sample.title.length] : [Math.max(0, first - before), first + after]
  const segments = segmentsOf({ ...sample, painPoints: [] }, field)
  const starts = segments.map((_, at) => segments.slice(0, at).reduce((sum, { text }) => sum + text.length, 0))
  return (
    <>
      {from > 0 && '…'}
      {segments.map(({ text, matched }, index) => {
        const start = starts[index] ?? 0
        const shown = text.slice(Math.max(0, from - start), Math.max(0, to - start))
        return shown === '' ? null : matched ? <mark key={start}>{shown}</mark> : <span key={start}>{shown}</span>
      })}
      {to < sample[field].length && '…'}
    </>
  )
}
