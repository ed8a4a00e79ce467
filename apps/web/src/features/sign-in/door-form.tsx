import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import type { Opened } from '../../api/doors.ts'
import { Field } from '../../ui/field.tsx'

interface DoorField {
  readonly name: string
  readonly label: string
  readonly type: 'email' | 'password' | 'text'
  readonly autoComplete: string
  readonly hint?: string
  readonly minLength?: number
}
interface DoorFormProps {
  readonly id: string
  readonly fields: readonly DoorField[]
  readonly action: string
  readonly onSubmit: (values: Readonly<Record<string, string>>) => Promise<Opened>
  readonly onOpened: () => void
}

/** A few fields and one button that open a session. The values live in the form alone, and nowhere once it is gone. */
export function DoorForm({ id, fields, action, onSubmit, onOpened }: DoorFormProps) {
  const opening = useMutation({ mutationFn: onSubmit, onSuccess: (opened) => (opened.ok ? onOpened() : undefined), gcTime: 0 })
  const problem = opening.data?.ok === false ? opening.data.message : undefined
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    opening.mutate(Object.fromEntries(fields.map(({ name }) => [name, textOf(form.get(name))])))
  }
  return (
    <form className="privacy-form" onSubmit={submit}>
      {fields.map(({ name, label, type, autoComplete, hint, minLength }, index) => (
        <Field key={name} id={`${id}-${name}`} label={label} hint={hint} problem={index === fields.length - 1 ? problem : undefined}>
          <input className="box" id={`${id}-${name}`} name={name} type={type} autoComplete={autoComplete} minLength={minLength} maxLength={200} required />
        </Field>
      ))}
      <div className="toolbar">
        <button type="submit" className="btn btn-scope" disabled={opening.isPending}>
          {opening.isPending ? 'One moment' : action}
        </button>
      </div>
    </form>
  )
}

const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '')
