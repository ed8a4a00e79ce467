import type { SourceHealthView } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '../../api/client.ts'
import { Field } from '../../ui/field.tsx'
import { NotSaved } from '../../ui/save-failed.tsx'
import { toast } from '../../ui/toasts.tsx'
import { settingWords } from './setting-words.ts'

interface SourceSettingsProps {
  readonly source: SourceHealthView
  /** Those without which it gives nothing. */
  readonly needs: readonly string[]
}

/** What a source needs to know. It goes in and never comes out: saving replaces all of it. */
export function SourceSettings({ source: { kind, name, takes, credentials }, needs }: SourceSettingsProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const configured = credentials?.configured === true
  const save = useMutation(
    trpc.sources.configure.mutationOptions({
      onSuccess: async ({ configured: isSet }) => {
        setGiven({})
        toast(isSet ? `${name} is set up. Test shows whether it answers.` : `What ${name} was given is forgotten.`)
        await queryClient.invalidateQueries({ queryKey: trpc.sources.health.queryKey() })
      },
    }),
  )
  const filled = Object.entries(given).flatMap(([field, value]) => (value.trim() === '' ? [] : [[field, value.trim()] as const]))
  const missing = needs.filter((field) => !filled.some(([each]) => each === field))
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (filled.length > 0 && missing.length === 0) save.mutate({ kind, credentials: Object.fromEntries(filled) })
  }
  return (
    <details className="tried">
      <summary>{configured ? 'Change what it was given' : 'Set it up'}</summary>
      <form className="privacy-form" onSubmit={submit}>
        {configured && <p className="muted">What was given is sealed and cannot be shown. Saving replaces all of it.</p>}
        {takes.map((field) => {
          const { label, hint, secret } = settingWords(field)
          const id = `${kind}-${field}`
          return (
            <Field key={field} id={id} label={label} hint={needs.includes(field) ? `needed: ${hint}` : hint}>
              <input
                id={id}
                className="box"
                type={secret === true ? 'password' : 'text'}
                autoComplete="off"
                maxLength={5_000}
                value={given[field] ?? ''}
                onChange={({ target }) => setGiven((now) => ({ ...now, [field]: target.value }))}
              />
            </Field>
          )
        })}
        {save.isError && <NotSaved error={save.error} />}
        <div className="toolbar">
          <button type="submit" className="btn" disabled={save.isPending || filled.length === 0 || missing.length > 0}>
            {save.isPending ? 'Saving' : 'Save'}
          </button>
          {configured && (
            <button type="button" className="btn btn-ghost" disabled={save.isPending} onClick={() => save.mutate({ kind, credentials: null })}>
              Forget what it was given
            </button>
          )}
        </div>
      </form>
    </details>
  )
}
