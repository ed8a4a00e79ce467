import type { Brand } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { SaveFailed } from '../../ui/save-failed.tsx'
import { toast } from '../../ui/toasts.tsx'
import { BrandFields } from './brand-form.tsx'
import { check, draftOf } from './draft.ts'

/** Sends the revision the form began with, however often the page reads the brand again meanwhile: who saves later is told. */
export function EditBrand({ brand }: { readonly brand: Brand }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [base, setBase] = useState(brand)
  const [draft, setDraft] = useState(() => draftOf(brand))
  const [asked, setAsked] = useState(false)
  const { mutate, isPending, error, reset } = useMutation(
    trpc.brands.update.mutationOptions({
      onSuccess: async (changed) => {
        setBase(changed)
        setDraft(draftOf(changed))
        setAsked(false)
        toast('Saved. It applies from the next run; what was collected before stays as it is.')
        queryClient.setQueryData(trpc.brands.get.queryKey({ brandId: changed.id }), changed)
        await queryClient.invalidateQueries({ queryKey: trpc.brands.pathKey() })
      },
    }),
  )
  const readAgain = () => queryClient.fetchQuery({ ...trpc.brands.get.queryOptions({ brandId: brand.id }), staleTime: 0 })
  const checked = check(draft, base)
  const problem = (field: string): string | undefined => (asked ? checked.problems?.[field] : undefined)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setAsked(true)
    if (checked.fields !== null) return mutate(checked.fields)
    const form = event.currentTarget
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const takeTheirs = async () => {
    const stored = await readAgain()
    setBase(stored)
    setDraft(draftOf(stored))
    reset()
  }
  const saveMine = async () => {
    const again = check(draft, await readAgain())
    if (again.fields !== null) mutate(again.fields)
  }
  return (
    <form className="form-grid" onSubmit={submit} noValidate>
      <BrandFields draft={draft} set={(change) => setDraft((now) => ({ ...now, ...change }))} problem={problem} />
      {error !== null && (
        <SaveFailed error={error} onTheirs={() => void takeTheirs().catch(() => undefined)} onMine={() => void saveMine().catch(() => undefined)} />
      )}
      <div className="toolbar">
        <button type="submit" className="btn btn-scope" disabled={isPending}>
          {isPending ? 'Saving' : 'Save changes'}
        </button>
        <button type="button" className="btn btn-ghost" disabled={isPending} onClick={() => setDraft(draftOf(base))}>
          Discard
        </button>
        {asked && checked.problems !== null && <span className="problem">Mend what is marked above first.</span>}
      </div>
    </form>
  )
}
