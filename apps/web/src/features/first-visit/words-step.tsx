import { FileUp, Play } from 'lucide-react'
import { Field } from '../../ui/field.tsx'
import { SourcePicker } from '../../ui/source-picker.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { WordsInput } from '../../ui/words-input.tsx'
import type { BrandDraft } from './first-visit.tsx'

interface WordsStepProps {
  readonly draft: BrandDraft
  readonly offered: readonly { readonly kind: string; readonly name: string; readonly description: string }[]
  readonly problems: Readonly<Record<string, string>>
  readonly pending: boolean
  readonly onChange: (change: Partial<BrandDraft>) => void
  readonly onBack: (() => void) | null
  readonly onStart: (then: 'run' | 'import') => void
}

export const WordsStep = ({ draft, offered, problems, pending, onChange, onBack, onStart }: WordsStepProps) => {
  const ready = draft.keywords.length > 0 && Object.keys(problems).length === 0 && !pending
  return (
    <>
      <h2>
        What should count as <UserText>{draft.name}</UserText>?
      </h2>
      <p>A thread counts where one of these stands as a whole word in its title or text. Upper and lower case are the same.</p>
      <div className="two-cols steps-fields">
        <div>
          <Field id="brand-keywords" label="Keywords" hint="Enter or a comma adds one" problem={problems['primaryKeywords']}>
            <WordsInput id="brand-keywords" words={draft.keywords} onChange={(keywords) => onChange({ keywords })} placeholder="a name, a product" />
          </Field>
          <Field id="brand-exclusions" label="Left out" hint="a thread with one of these does not count" problem={problems['excludeKeywords']}>
            <WordsInput id="brand-exclusions" words={draft.exclusions} onChange={(exclusions) => onChange({ exclusions })} placeholder="museum" />
          </Field>
        </div>
        <div>
          <p className="label-line">Sources</p>
          <SourcePicker offered={offered} chosen={draft.sources} onChange={(sources) => onChange({ sources })} />
        </div>
      </div>
      <div className="toolbar">
        <button type="button" className="btn btn-scope" disabled={!ready || draft.sources.length === 0} onClick={() => onStart('run')}>
          <Play className="i i-xs" />
          {pending ? 'Starting' : 'Start the first run'}
        </button>
        <button type="button" className="btn" disabled={!ready} onClick={() => onStart('import')}>
          <FileUp className="i i-xs" />
          Import an archive instead
        </button>
        {onBack !== null && (
          <button type="button" className="btn btn-ghost" onClick={onBack}>
            Back
          </button>
        )}
      </div>
      {draft.keywords.length === 0 && <p className="muted">One keyword is needed.</p>}
    </>
  )
}
