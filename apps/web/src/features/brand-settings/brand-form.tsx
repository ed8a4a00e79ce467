import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { Field } from '../../ui/field.tsx'
import { SourcePicker } from '../../ui/source-picker.tsx'
import { WordsInput } from '../../ui/words-input.tsx'
import { intervals, intervalWords } from './draft.ts'
import type { Draft } from './draft.ts'

interface BrandFieldsProps {
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
  readonly problem: (field: string) => string | undefined
}

const wordFields = [
  ['primaryKeywords', 'Keywords', 'one of them in a thread is enough', 'a name'],
  ['productKeywords', 'Product keywords', 'they count, too', 'a product'],
  ['excludeKeywords', 'Left out', 'a thread with one of these does not count', 'museum'],
  ['competitors', 'Competitors', 'for the share of voice', 'another name'],
] as const

/** What the brand is called, what counts as it, where that is looked for and how often. */
export const BrandFields = (props: BrandFieldsProps) => (
  <>
    <Naming {...props} />
    <Words {...props} />
    <Looking {...props} />
  </>
)

const Naming = ({ draft, set, problem }: BrandFieldsProps) => (
  <section className="card" aria-labelledby="naming">
    <div className="card-head">
      <h2 id="naming">What it is called</h2>
    </div>
    <div className="card-body">
      <Field id="brand-name" label="Name" problem={problem('name')}>
        <input
          className="box"
          id="brand-name"
          dir="auto"
          required
          maxLength={200}
          value={draft.name}
          aria-invalid={problem('name') !== undefined}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <Field id="brand-website" label="Web site" hint="optional" problem={problem('website')}>
        <input
          className="box"
          id="brand-website"
          inputMode="url"
          value={draft.website}
          aria-invalid={problem('website') !== undefined}
          onChange={(event) => set({ website: event.target.value })}
        />
      </Field>
      <Field id="brand-description" label="Description" hint="optional" problem={problem('description')}>
        <textarea
          className="textarea"
          id="brand-description"
          dir="auto"
          rows={2}
          value={draft.description}
          onChange={(event) => set({ description: event.target.value })}
        />
      </Field>
    </div>
  </section>
)

const Words = ({ draft, set, problem }: BrandFieldsProps) => (
  <section className="card" aria-labelledby="words">
    <div className="card-head">
      <div>
        <h2 id="words">What counts</h2>
        <p>Whole words, upper and lower case alike; * stands for the rest of a word. A change applies from the next run.</p>
      </div>
    </div>
    <div className="card-body">
      {wordFields.map(([field, label, hint, placeholder]) => (
        <Field key={field} id={`brand-${field}`} label={label} hint={hint} problem={problem(field)}>
          <WordsInput
            id={`brand-${field}`}
            words={draft[field]}
            onChange={(words) => set({ [field]: words })}
            placeholder={placeholder}
            describedBy={`brand-${field}-problem`}
            invalid={problem(field) !== undefined}
          />
        </Field>
      ))}
    </div>
  </section>
)

function Looking({ draft, set }: BrandFieldsProps) {
  const sources = useQuery({ ...useTRPC().sources.list.queryOptions(), staleTime: 300_000 })
  return (
    <section className="card" aria-labelledby="looking">
      <div className="card-head">
        <div>
          <h2 id="looking">Where, and how often</h2>
          <p>Without a source nothing is looked for; archives can still be imported.</p>
        </div>
      </div>
      <div className="card-body">
        <SourcePicker offered={sources.data?.items ?? []} chosen={draft.sources} onChange={(chosen) => set({ sources: chosen })} />
        <Field id="brand-interval" label="Scouts run" hint="a change counts from now on">
          <select
            className="box"
            id="brand-interval"
            value={draft.scoutIntervalHours}
            onChange={(event) => set({ scoutIntervalHours: Number(event.target.value) })}
          >
            {intervals(draft.scoutIntervalHours).map((hours) => (
              <option key={hours} value={hours}>
                {intervalWords(hours)}
              </option>
            ))}
          </select>
        </Field>
      </div>
    </section>
  )
}
