import type { Role, ScopeRequest } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { CopyOnce } from '../../ui/copy-once.tsx'
import { Field } from '../../ui/field.tsx'
import { RoleField } from './access-fields.tsx'
import type { Place } from './places.ts'

const lives = [
  ['30', 'in 30 days'],
  ['90', 'in 90 days'],
  ['365', 'in a year'],
  ['', 'never'],
] as const
const dayMs = 86_400_000

function scopeOf(chosen: string, places: readonly Place[]): ScopeRequest | undefined {
  for (const { brand, campaigns } of places) {
    if (brand.id === chosen) return { type: 'automatic', brandId: brand.id }
    const campaign = campaigns.find(({ id }) => id === chosen)
    if (campaign !== undefined) return { type: 'custom', campaignId: campaign.id }
  }
  return undefined
}

/** Reads, in one scope, and not for ever: what a script needs, unless more is chosen. */
export function NewKey({ places }: { readonly places: readonly Place[] }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [scope, setScope] = useState('')
  const [life, setLife] = useState('90')
  const { mutate, data, reset, error, isPending } = useMutation(
    trpc.keys.create.mutationOptions({
      onSuccess: () => {
        setName('')
        return queryClient.invalidateQueries({ queryKey: trpc.keys.list.queryKey() })
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ name, role, scope: scopeOf(scope, places), expiresAt: life === '' ? null : new Date(Date.now() + Number(life) * dayMs).toISOString() })
  }
  return (
    <section className="card" aria-labelledby="new-key">
      <div className="card-head">
        <div>
          <h2 id="new-key">Make a key</h2>
          <p>For a script. It is shown once: only its hash is kept.</p>
        </div>
      </div>
      {data === undefined ? (
        <form className="privacy-form" onSubmit={submit}>
          <Field id="key-name" label="What it is for" problem={error === null ? undefined : `No key was made. ${faultOf(error).message}`}>
            <input className="box" id="key-name" required maxLength={200} autoComplete="off" value={name} onChange={({ target }) => setName(target.value)} />
          </Field>
          <RoleField id="key-role" role={role} onRole={setRole} />
          <Field id="key-scope" label="Opens">
            <select className="box" id="key-scope" value={scope} onChange={({ target }) => setScope(target.value)}>
              <option value="">The whole workspace</option>
              {places.map(({ brand, campaigns }) => (
                <optgroup key={brand.id} label={brand.name}>
                  <option value={brand.id}>Brand Analytics of {brand.name}, alone</option>
                  {campaigns.map((campaign) => (
                    <option key={campaign.id} value={campaign.id}>
                      Campaign {campaign.name}, alone
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </Field>
          <Field id="key-life" label="Ends">
            <select className="box" id="key-life" value={life} onChange={({ target }) => setLife(target.value)}>
              {lives.map(([days, words]) => (
                <option key={days} value={days}>
                  {words}
                </option>
              ))}
            </select>
          </Field>
          <button type="submit" className="btn" disabled={isPending || name.trim() === ''}>
            <KeyRound className="i i-xs" />
            {isPending ? 'Making it' : 'Make the key'}
          </button>
        </form>
      ) : (
        <div className="card-body">
          <CopyOnce id="key-text" label="The key. Copy it now: it is not shown again." text={data.key} onDone={reset} />
        </div>
      )}
    </section>
  )
}
