import type { BrandId, CampaignCreate, CampaignId, CampaignPreview, LiveAnswer } from '@echoscope/domain'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Radio } from 'lucide-react'
import { useMemo } from 'react'
import { useAsk, useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { count, counted } from '../../format/numbers.ts'
import { PlatformMark, platformName } from '../../ui/platform-mark.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { PreviewSamples } from './preview-samples.tsx'

interface RulePreviewProps {
  readonly brandId: BrandId
  /** Absent while the campaign is made: it has read nothing yet. */
  readonly campaignId: CampaignId | undefined
  /** Null while something in the form cannot be read. */
  readonly fields: CampaignCreate | null
}

const settledMs = 600
const ruleOf = ({ keywords = [], excludeKeywords = [], query = null, communities = [], languages = [] }: CampaignCreate) => ({
  keywords,
  excludeKeywords,
  query,
  communities,
  languages,
})
const questionOf = (fields: CampaignCreate): string => JSON.stringify([ruleOf(fields), fields.sources ?? []])
type TriedRule = ReturnType<typeof ruleOf>
const noRule: TriedRule = { keywords: [], excludeKeywords: [], query: null, communities: [], languages: [] }

/** What the rule as it stands in the form keeps, gains and loses of what the campaign has read so far, while it is written. */
export function RulePreview({ brandId, campaignId, fields }: RulePreviewProps) {
  // By what it says: a form that is drawn anew and says the same is tried once.
  const rule = useMemo(() => (fields === null ? null : JSON.stringify(ruleOf(fields))), [fields])
  const settled = useSettled(rule, settledMs)
  const tried = useMemo(() => (settled === null ? noRule : (JSON.parse(settled) as TriedRule)), [settled])
  const { data, error, isFetching, refetch } = useQuery({
    ...useTRPC().campaigns.preview.queryOptions({ brandId, ...(campaignId && { campaignId }), ...tried }),
    enabled: settled !== null && campaignId !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const { client } = useAsk()
  const ask = useMutation({
    mutationFn: async (asked: CampaignCreate) => {
      const { sources = [] } = asked
      const { live } = await client.campaigns.preview.query({ brandId, ...(campaignId && { campaignId }), sources, ...ruleOf(asked), live: true })
      return live ?? []
    },
  })
  const late = rule !== settled || isFetching
  return (
    <section className="card studio-preview" aria-labelledby="preview" aria-busy={late}>
      <div className="card-head">
        <div>
          <h2 id="preview">Preview</h2>
          <p>{campaignId === undefined ? 'Before anything is saved.' : 'On what this campaign has read so far, before anything is saved.'}</p>
        </div>
        <span className="end">
          <button
            type="button"
            className="btn btn-sm"
            disabled={fields === null || ask.isPending}
            onClick={() => {
              if (fields !== null) ask.mutate(fields)
            }}
          >
            <Radio className="i i-xs" />
            {ask.isPending ? 'Asking' : 'Ask the sources'}
          </button>
        </span>
      </div>
      {ask.isError && (
        <div className="card-body">
          <p className="problem" role="alert">
            <span>The sources were not asked. {faultOf(ask.error).message}</span>
          </p>
        </div>
      )}
      {ask.data !== undefined && <LiveAnswers answers={ask.data} late={fields === null || questionOf(fields) !== questionOf(ask.variables)} />}
      {campaignId === undefined ? (
        <p className="card-body muted">
          It has read nothing yet. Ask the sources what they hold now; after the first run each change is tried here, on the campaign's own posts alone.
        </p>
      ) : error !== null ? (
        <div className="card-body">
          <p className="problem" role="alert">
            <span>The rule was not tried. {faultOf(error).message}</span>
            <button type="button" className="btn btn-sm" onClick={() => void refetch()}>
              Try again
            </button>
          </p>
        </div>
      ) : data === undefined ? (
        <p className="card-body muted">{fields === null ? 'The preview follows once the rule can be read.' : 'Trying the rule.'}</p>
      ) : (
        <div className={late && fields !== null ? 'busy' : undefined}>
          {fields === null && <p className="banner">This is the rule before its error; mend it to go on.</p>}
          <Outcome preview={data} />
        </div>
      )}
    </section>
  )
}

/** What a page of each source's newest posts holds now; nothing of it is stored. An answer without posts is one, a refusal is none. */
function LiveAnswers({ answers, late }: { readonly answers: readonly LiveAnswer[]; readonly late: boolean }) {
  const samples = answers.flatMap((answer) => answer.samples).toSorted((a, b) => b.publishedAt.localeCompare(a.publishedAt))
  const matching = answers.reduce((sum, answer) => sum + (answer.matching ?? 0), 0)
  return (
    <div className={late ? 'busy' : undefined}>
      <div className="card-body" role="status">
        {late ? (
          <p className="banner">This was asked for the rule as it was. Ask the sources again for the one above.</p>
        ) : (
          <p>
            Asked now, a page each; nothing of it is stored. The language, and whether it is an advertisement or a copy, is told by a run, which may keep fewer.
          </p>
        )}
        <ul className="live-answers">
          {answers.map(({ source, fetched, matching, refused }) => (
            <li key={source}>
              <PlatformMark platform={source} />
              <b>{platformName(source)}</b>
              {refused === null ? (
                <span>
                  {count(matching ?? 0)} of {counted(fetched ?? 0, 'post')} {matching === 1 ? 'matches' : 'match'}
                </span>
              ) : (
                <span className="tone-danger">{refused}</span>
              )}
            </li>
          ))}
          {answers.length === 0 && <li>No source is chosen to be asked.</li>}
        </ul>
      </div>
      <PreviewSamples title="Matching now" of={matching} samples={samples} sign="+" open live />
    </div>
  )
}

function Outcome({ preview }: { readonly preview: CampaignPreview }) {
  const { count: kept, gained, lost, note } = preview
  return (
    <>
      <div className="card-body" role="status">
        {kept !== null && (
          <>
            <p className="preview-count">
              <b>{count(kept)}</b> {kept === 1 ? 'post' : 'posts'}, {counted(kept - (gained ?? 0) + (lost ?? 0), 'post')} with the saved rule
            </p>
            <Difference kept={kept - (gained ?? 0)} gained={gained ?? 0} lost={lost ?? 0} />
          </>
        )}
        <p className="muted">{note}</p>
      </div>
      <PreviewSamples title="Gained" of={gained} samples={preview.gainedSamples} sign="+" open />
      <PreviewSamples title="Lost" of={lost} samples={preview.lostSamples} sign="−" open />
      <PreviewSamples title="Kept" of={kept} samples={preview.samples} sign="·" open={gained === 0 && lost === 0} />
    </>
  )
}

/** Kept, gained and lost as one bar: pale, full, outlined. */
function Difference({ kept, gained, lost }: { readonly kept: number; readonly gained: number; readonly lost: number }) {
  const all = Math.max(1, kept + gained + lost)
  const parts = [
    ['kept', kept],
    ['gained', gained],
    ['lost', lost],
  ] as const
  return (
    <>
      <div className="difference" aria-hidden="true">
        {parts.map(([name, n]) => n > 0 && <i key={name} className={`diff-${name}`} style={{ flexGrow: n / all }} />)}
      </div>
      <ul className="difference-key">
        {parts.map(([name, n]) => (
          <li key={name}>
            <i className={`diff-${name}`} />
            {count(n)} {name}
          </li>
        ))}
      </ul>
    </>
  )
}
