import type { BrandId, CampaignCreate, CampaignId } from '@echoscope/domain'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { faultOf } from '../../api/fault.ts'
import { useTRPC } from '../../api/client.ts'
import { Field } from '../../ui/field.tsx'
import { Restored } from '../../ui/restored.tsx'
import { SourcePicker } from '../../ui/source-picker.tsx'
import type { KeptDraft } from '../../ui/use-kept.ts'
import { WordsInput } from '../../ui/words-input.tsx'
import { check } from './draft.ts'
import type { Draft } from './draft.ts'
import { RuleFields } from './rule-fields.tsx'
import { RulePreview } from './rule-preview.tsx'
import { ScheduleFields } from './schedule-fields.tsx'

interface CampaignFormProps {
  readonly brandId: BrandId
  /** The campaign that is changed; one that is made has read nothing that a rule could be tried on. */
  readonly campaignId?: CampaignId
  readonly form: Pick<KeptDraft<Draft>, 'draft' | 'set' | 'restored' | 'forget'>
  readonly submitLabel: string
  readonly pending: boolean
  /** Why the last try did not save. */
  readonly failure: ReactNode
  readonly onSubmit: (fields: CampaignCreate) => void
  readonly cancel: ReactNode
}

/** What to find, where, and when: the same form makes a campaign and changes one. */
export function CampaignForm({ brandId, campaignId, form, submitLabel, pending, failure, onSubmit, cancel }: CampaignFormProps) {
  const { draft, set, restored, forget } = form
  const [asked, setAsked] = useState(false)
  const checked = check(draft, brandId)
  const problem = (field: string): string | undefined => (asked ? checked.problems?.[field] : undefined)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setAsked(true)
    if (checked.fields !== null) return onSubmit(checked.fields)
    const element = event.currentTarget
    requestAnimationFrame(() => element.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const sources = useQuery({ ...useTRPC().sources.list.queryOptions(), staleTime: 300_000 })
  return (
    <form className="studio" onSubmit={submit} noValidate>
      <div className="studio-fields">
        {restored && <Restored onForget={forget} />}
        <div className="card">
          <div className="card-body card-body-first">
            <Field id="name" label="Name" problem={problem('name')}>
              <input
                className="box"
                id="name"
                dir="auto"
                required
                maxLength={200}
                value={draft.name}
                aria-invalid={problem('name') !== undefined}
                aria-describedby="name-problem"
                onChange={(event) => set({ name: event.target.value })}
              />
            </Field>
            <Field id="description" label="Description" hint="optional" problem={problem('description')}>
              <textarea
                className="textarea"
                id="description"
                dir="auto"
                rows={2}
                value={draft.description}
                onChange={(event) => set({ description: event.target.value })}
              />
            </Field>
          </div>
        </div>
        <RuleFields draft={draft} set={set} problem={problem} />
        <section className="card" aria-labelledby="where">
          <div className="card-head">
            <div>
              <h2 id="where">Where</h2>
              <p>Sources that runs ask by themselves. An archive can be imported into any campaign.</p>
            </div>
          </div>
          <div className="card-body">
            {sources.isError ? (
              <p className="problem">
                <span>The sources could not be read: {faultOf(sources.error).message}</span>
                <button type="button" className="btn btn-sm" onClick={() => void sources.refetch()}>
                  Try again
                </button>
              </p>
            ) : (
              <SourcePicker offered={sources.data?.items ?? []} chosen={draft.sources} onChange={(chosen) => set({ sources: chosen })} />
            )}
            <Field id="communities" label="Communities" hint="none named: all of them" problem={problem('communities')}>
              <WordsInput
                id="communities"
                words={draft.communities}
                onChange={(communities) => set({ communities })}
                placeholder="r/golang"
                describedBy="communities-problem"
              />
            </Field>
            <Field id="languages" label="Languages" hint="two letters each; none named: all of them" problem={problem('languages')}>
              <WordsInput
                id="languages"
                words={draft.languages}
                onChange={(languages) => set({ languages: languages.map((language) => language.toLowerCase()) })}
                placeholder="en, de"
                describedBy="languages-problem"
                invalid={problem('languages') !== undefined}
              />
            </Field>
          </div>
        </section>
        <ScheduleFields draft={draft} set={set} problem={problem} />
        {failure}
        <div className="toolbar">
          <button type="submit" className="btn btn-scope" disabled={pending}>
            {pending ? 'Saving' : submitLabel}
          </button>
          {cancel}
          {asked && checked.problems !== null && <span className="problem">Mend what is marked above first.</span>}
        </div>
      </div>
      <RulePreview brandId={brandId} campaignId={campaignId} fields={checked.fields} />
    </form>
  )
}
