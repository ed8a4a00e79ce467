import type { BrandId, CampaignCreate, CampaignId, CampaignPreview, PreviewSample } from '@echoscope/domain'
import { useMutation } from '@tanstack/react-query'
import { useAsk } from '../../api/client.ts'
import { count, counted } from '../../format/numbers.ts'
import { heldBackWords } from '../../ui/held-back-words.ts'
import { Moment } from '../../ui/moment.tsx'
import { safeUrl } from '../../ui/safe-url.ts'
import { NotSaved } from '../../ui/save-failed.tsx'
import { UserText } from '../../ui/user-text.tsx'

interface TryRuleProps {
  readonly brandId: BrandId
  readonly campaignId: CampaignId
  /** Null while something in the form cannot be read. */
  readonly fields: CampaignCreate | null
}

/** What the rule as it stands in the form would keep, gain and lose of what the campaign has read so far. */
export function TryRule({ brandId, campaignId, fields }: TryRuleProps) {
  const { client } = useAsk()
  const ask = useMutation({
    mutationFn: ({ keywords, excludeKeywords, query, communities, languages }: CampaignCreate) =>
      client.campaigns.preview.query({ brandId, campaignId, keywords, excludeKeywords, query: query ?? null, communities, languages }),
  })
  return (
    <section className="card" aria-labelledby="try">
      <div className="card-head">
        <div>
          <h2 id="try">Try it</h2>
          <p>On what this campaign has read so far, before anything is saved.</p>
        </div>
        <div className="end">
          <button
            type="button"
            className="btn btn-sm"
            disabled={fields === null || ask.isPending}
            onClick={() => {
              if (fields !== null) ask.mutate(fields)
            }}
          >
            {ask.isPending ? 'Trying' : 'Try'}
          </button>
        </div>
      </div>
      {ask.isError && (
        <div className="card-body">
          <NotSaved error={ask.error} />
        </div>
      )}
      {ask.data !== undefined && <Outcome preview={ask.data} />}
    </section>
  )
}

const Outcome = ({ preview }: { readonly preview: CampaignPreview }) => (
  <>
    <div className="card-body" role="status">
      {preview.count !== null && (
        <p>
          <b>It keeps {counted(preview.count, 'post')}</b>: {count(preview.gained ?? 0)} gained, {count(preview.lost ?? 0)} lost against the saved rule.
        </p>
      )}
      <p className="muted">{preview.note}</p>
    </div>
    <Samples title="Gained" of={preview.gained} samples={preview.gainedSamples} open />
    <Samples title="Lost" of={preview.lost} samples={preview.lostSamples} open />
    <Samples title="Kept" of={preview.count} samples={preview.samples} />
  </>
)

interface SamplesProps {
  readonly title: string
  readonly of: number | null
  readonly samples: readonly PreviewSample[]
  readonly open?: boolean
}

function Samples({ title, of, samples, open = false }: SamplesProps) {
  if (of === null || of === 0) return null
  return (
    <details className="tried" open={open}>
      <summary>
        {title}: {samples.length < of ? `the newest ${samples.length} of ${count(of)}` : count(of)}
      </summary>
      <ul className="held-back">
        {samples.map((sample) => (
          <Sample key={`${sample.url} ${sample.threadId ?? sample.publishedAt}`} sample={sample} />
        ))}
      </ul>
    </details>
  )
}

const shownOfBody = 200

function Sample({ sample: { title, body, url, community, publishedAt, branch, leftOut, threadId } }: { readonly sample: PreviewSample }) {
  const heading = <UserText>{title === '' ? body.slice(0, shownOfBody) : title}</UserText>
  const address = safeUrl(url)
  return (
    <li>
      <div className="held-back-title">
        {address === null ? (
          heading
        ) : (
          <a className="link" href={address} target="_blank" rel="noreferrer noopener">
            {heading}
          </a>
        )}
      </div>
      <p className="say">
        <UserText>{community}</UserText>, <Moment at={publishedAt} />
        {threadId === null && ', held back so far'}
      </p>
      <p className="say">
        {leftOut === null ? (
          <>
            By <code dir="auto">{branch}</code>
          </>
        ) : (
          <>Left out: {heldBackWords[leftOut].because}</>
        )}
      </p>
    </li>
  )
}
