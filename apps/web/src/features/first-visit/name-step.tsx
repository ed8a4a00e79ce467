import { useState } from 'react'
import type { FormEvent } from 'react'
import { BrandCreate } from '@echoscope/domain'
import { Field } from '../../ui/field.tsx'
import { problemsOf } from '../../ui/problems.ts'
import type { BrandDraft } from './first-visit.tsx'
import { websiteOf } from '../../ui/website.ts'

interface NameStepProps {
  readonly draft: BrandDraft
  readonly onNext: (name: string, website: string) => void
}

export function NameStep({ draft, onNext }: NameStepProps) {
  const [name, setName] = useState(draft.name)
  const [website, setWebsite] = useState(draft.website)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const checked = BrandCreate.safeParse({ name, website: websiteOf(website) })
    if (checked.success) onNext(checked.data.name, website.trim())
    else setProblems(problemsOf(checked.error))
  }
  return (
    <form onSubmit={submit} noValidate>
      <h2>Which brand shall be listened to?</h2>
      <p>Its name is what people write about it. The web site proposes one more word and is never fetched.</p>
      <div className="steps-fields">
        <Field id="brand-name" label="Name" problem={problems['name']}>
          <input
            className="box"
            id="brand-name"
            dir="auto"
            required
            maxLength={200}
            value={name}
            aria-invalid={problems['name'] !== undefined}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field id="brand-website" label="Web site" hint="optional" problem={problems['website']}>
          <input
            className="box"
            id="brand-website"
            type="url"
            inputMode="url"
            placeholder="example.com"
            value={website}
            aria-invalid={problems['website'] !== undefined}
            onChange={(event) => setWebsite(event.target.value)}
          />
        </Field>
      </div>
      <button type="submit" className="btn btn-scope" disabled={name.trim() === ''}>
        Propose keywords
      </button>
    </form>
  )
}
