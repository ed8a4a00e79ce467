import type { Brand } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { Restored } from '../../ui/restored.tsx'
import { SaveFailed } from '../../ui/save-failed.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useConflict } from '../../ui/use-conflict.ts'
import { useKept } from '../../ui/use-kept.ts'
import type { Version } from '../../ui/use-kept.ts'
import { BrandFields } from './brand-form.tsx'
import { check, draftOf, fieldWords } from './draft.ts'
import type { Draft } from './draft.ts'

const versionOf = (brand: Brand): Version<Draft> => ({ revision: brand.revision, draft: draftOf(brand) })

/** Sends the revision the form began with, however often the page reads the brand again meanwhile: who saves later is told. */
export function EditBrand({ brand }: { readonly brand: Brand }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const form = useKept(`brand ${brand.id}`, versionOf(brand))
  const { draft } = form
  const [asked, setAsked] = useState(false)
  // Fields that hold something half typed begin anew with another version.
  const [turn, setTurn] = useState(0)
  const forget = () => {
    form.forget()
    conflict.over()
    reset()
    setAsked(false)
    setTurn((now) => now + 1)
  }
  const { mutate, isPending, error, reset } = useMutation(
    trpc.brands.update.mutationOptions({
      onSuccess: async (changed) => {
        queryClient.setQueryData(trpc.brands.get.queryKey({ brandId: changed.id }), changed)
        form.forget()
        setAsked(false)
        toast('Saved. It applies from the next run; what was collected before stays as it is.')
        await queryClient.invalidateQueries({ queryKey: trpc.brands.pathKey() })
      },
      onError: (failed) => conflict.onError(failed),
    }),
  )
  const readAgain = async () => versionOf(await queryClient.fetchQuery({ ...trpc.brands.get.queryOptions({ brandId: brand.id }), staleTime: 0 }))
  const send = (version: Version<Draft>) => {
    const { fields } = check(version.draft, { id: brand.id, revision: version.revision })
    if (fields !== null) mutate(fields)
  }
  const conflict = useConflict({ form, readAgain, send })
  const checked = check(draft, { id: brand.id, revision: form.revision })
  const problem = (field: string): string | undefined => (asked ? checked.problems?.[field] : undefined)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setAsked(true)
    if (checked.fields !== null) return send(form)
    const element = event.currentTarget
    requestAnimationFrame(() => element.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const takeTheirs = async () => {
    await readAgain()
    forget()
  }
  return (
    <form className="form-grid" onSubmit={submit} noValidate>
      {form.restored && <Restored onForget={forget} />}
      <BrandFields key={turn} draft={draft} set={form.set} problem={problem} />
      {error !== null && (
        <SaveFailed
          error={error}
          differing={conflict.differing?.map((one) => fieldWords(one)) ?? null}
          onTheirs={() => void takeTheirs().catch(() => undefined)}
          onMine={conflict.onMine}
          onBoth={conflict.onBoth}
        />
      )}
      <div className="toolbar">
        <button type="submit" className="btn btn-scope" disabled={isPending}>
          {isPending ? 'Saving' : 'Save changes'}
        </button>
        <button type="button" className="btn btn-ghost" disabled={isPending} onClick={forget}>
          Discard
        </button>
        {asked && checked.problems !== null && <span className="problem">Mend what is marked above first.</span>}
      </div>
    </form>
  )
}
