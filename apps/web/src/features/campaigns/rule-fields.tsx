import { Field } from '../../ui/field.tsx'
import { WordsInput } from '../../ui/words-input.tsx'
import { asQuery, queryFault } from './draft.ts'
import type { Draft } from './draft.ts'
import { QueryEditor } from './query-editor.tsx'

interface RuleFieldsProps {
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
  readonly problem: (field: string) => string | undefined
}

/** What to find: words, or a query in their place. Going over to the query takes the words along; going back finds them as they were. */
export function RuleFields({ draft, set, problem }: RuleFieldsProps) {
  const byQuery = draft.by === 'query'
  return (
    <section className="card" aria-labelledby="what">
      <div className="card-head">
        <h2 id="what">What to find</h2>
        <span className="end">
          <span className="seg" role="group" aria-label="Find by">
            <button type="button" aria-pressed={!byQuery} onClick={() => set({ by: 'words' })}>
              Words
            </button>
            <button
              type="button"
              aria-pressed={byQuery}
              onClick={() => set({ by: 'query', query: draft.query.trim() === '' ? asQuery(draft.keywords) : draft.query })}
            >
              Query
            </button>
          </span>
        </span>
      </div>
      <div className="card-body">
        {byQuery ? (
          <div className="field">
            <label htmlFor="query">
              Query <small>a post that it holds for is kept</small>
            </label>
            <QueryEditor
              id="query"
              query={draft.query}
              onChange={(query) => set({ query })}
              fault={queryFault(draft.query)}
              insist={problem('query') !== undefined}
            />
          </div>
        ) : (
          <Field id="keywords" label="Keywords" hint="one is enough; * stands for the rest of a word" problem={problem('keywords')}>
            <WordsInput
              id="keywords"
              words={draft.keywords}
              onChange={(keywords) => set({ keywords })}
              placeholder="generics, covid*"
              describedBy="keywords-problem"
              invalid={problem('keywords') !== undefined}
            />
          </Field>
        )}
        <Field id="exclusions" label="Exclusions" hint="a thread with one of these is left out" problem={problem('excludeKeywords')}>
          <WordsInput
            id="exclusions"
            words={draft.excludeKeywords}
            onChange={(excludeKeywords) => set({ excludeKeywords })}
            placeholder="museum"
            describedBy="exclusions-problem"
          />
        </Field>
      </div>
    </section>
  )
}
