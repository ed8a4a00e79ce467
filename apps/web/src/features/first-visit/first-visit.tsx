import { BrandCreate } from '@echoscope/domain'
import type { Brand, BrandId, RunId } from '@echoscope/domain'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { problemsOf } from '../../ui/problems.ts'
import { NameStep } from './name-step.tsx'
import { websiteOf } from '../../ui/website.ts'
import { proposedKeywords } from './proposals.ts'
import { WordsStep } from './words-step.tsx'

interface FirstVisitProps {
  readonly onRun: (brandId: BrandId, runId: RunId) => void
  readonly onImport: (brandId: BrandId) => void
}

export interface BrandDraft {
  readonly name: string
  readonly website: string
  readonly keywords: readonly string[]
  readonly exclusions: readonly string[]
  readonly sources: readonly string[]
}

/** Name and web site, then words and sources, then the first run live; or an archive, which needs no network. */
export function FirstVisit({ onRun, onImport }: FirstVisitProps) {
  const [step, setStep] = useState<1 | 2>(1)
  const [draft, setDraft] = useState<BrandDraft>({ name: '', website: '', keywords: [], exclusions: [], sources: ['hacker-news'] })
  const [brand, setBrand] = useState<Brand | null>(null)
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const sources = useQuery({ ...trpc.sources.list.queryOptions(), staleTime: 300_000 })
  const create = useMutation(trpc.brands.create.mutationOptions({ onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.brands.list.queryKey() }) }))
  const run = useMutation(trpc.scouts.run.mutationOptions())
  const sample = useMutation(
    trpc.brands.loadSample.mutationOptions({
      onSuccess: async ({ brandId, runId }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.brands.list.queryKey() })
        onRun(brandId, runId)
      },
    }),
  )
  const checked = BrandCreate.safeParse({
    name: draft.name,
    website: websiteOf(draft.website),
    primaryKeywords: draft.keywords,
    excludeKeywords: draft.exclusions,
    sources: draft.sources,
  })
  const problems = checked.success ? {} : problemsOf(checked.error)
  const start = async (then: 'run' | 'import') => {
    if (!checked.success) return
    const made = brand ?? (await create.mutateAsync(checked.data))
    setBrand(made)
    if (then === 'import') return onImport(made.id)
    const { runId } = await run.mutateAsync({ scope: { type: 'automatic', brandId: made.id } })
    onRun(made.id, runId)
  }
  const failed = create.error ?? run.error
  return (
    <div className="card steps" data-scope="automatic">
      <ol aria-label="Steps">
        <StepLine at={1} now={step} title="Name and web site">
          {step === 1 ? 'What is it called' : [draft.name, draft.website].filter((part) => part !== '').join(', ')}
        </StepLine>
        <StepLine at={2} now={step} title="Keywords and sources">
          Proposed, yours to change
        </StepLine>
        <StepLine at={3} now={step} title="First run">
          Shown live
        </StepLine>
      </ol>
      <div className="steps-body">
        {step === 1 ? (
          <NameStep
            draft={draft}
            onNext={(name, website) => {
              setDraft({ ...draft, name, website, keywords: proposedKeywords(name, websiteOf(website) ?? '') })
              setStep(2)
            }}
          />
        ) : (
          <WordsStep
            draft={draft}
            offered={sources.data?.items ?? []}
            problems={problems}
            pending={create.isPending || run.isPending}
            onChange={(change) => setDraft({ ...draft, ...change })}
            onBack={brand === null ? () => setStep(1) : null}
            onStart={(then) => void start(then).catch(() => undefined)}
          />
        )}
        {step === 1 && (
          <p className="sample-offer">
            <span>Only looking around? An invented brand with four months of posts, three campaigns and no network.</span>
            <button type="button" className="btn" disabled={sample.isPending} onClick={() => sample.mutate()}>
              {sample.isPending ? 'Loading the sample brand' : 'Load the sample brand'}
            </button>
          </p>
        )}
        {sample.error !== null && (
          <p className="problem steps-problem" role="alert">
            <span>The sample brand was not loaded. {faultOf(sample.error).message}</span>
          </p>
        )}
        {failed !== null && (
          <p className="problem steps-problem" role="alert">
            <span>
              {brand === null ? 'The brand was not made. ' : 'The brand is made, its first run is not started. '}
              {faultOf(failed).message}
            </span>
          </p>
        )}
      </div>
    </div>
  )
}

interface StepLineProps {
  readonly at: number
  readonly now: number
  readonly title: string
  readonly children: ReactNode
}
const StepLine = ({ at, now, title, children }: StepLineProps) => (
  <li className={at === now ? 'step now' : at < now ? 'step past' : 'step'} aria-current={at === now ? 'step' : undefined}>
    <span className="n">{at < now ? <Check className="i" aria-label="done" role="img" /> : at}</span>
    <b>{title}</b>
    <small className="truncate">{children}</small>
  </li>
)
