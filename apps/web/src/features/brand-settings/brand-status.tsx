import type { Brand } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Archive, Pause, Play } from 'lucide-react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { toast } from '../../ui/toasts.tsx'

const words = {
  active: 'Scouts run by their schedule, those of its campaigns by theirs.',
  paused: 'No scout of the brand runs. What was collected can be read.',
  archived: 'Archived: it is in no list and no scout of it runs. What was collected can be read here.',
} as const

/** Pausing and archiving take nothing away, so both are undone and neither is asked for twice. */
export function BrandStatus({ brand }: { readonly brand: Brand }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const onError = (error: unknown) => toast(`Nothing was changed. ${faultOf(error).message}`)
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.brands.pathKey() })
  const update = useMutation(trpc.brands.update.mutationOptions({ onError, onSuccess: refresh }))
  const archive = useMutation(
    trpc.brands.archive.mutationOptions({
      onError,
      onSuccess: async ({ id, revision }) => {
        toast('Archived. Nothing was deleted.', { label: 'Undo', run: () => update.mutate({ brandId: id, revision, status: 'active' }) })
        await refresh()
        await navigate({ to: '/' })
      },
    }),
  )
  const busy = update.isPending || archive.isPending
  const setStatus = (status: 'active' | 'paused') => update.mutate({ brandId: brand.id, revision: brand.revision, status })
  return (
    <section className="card" aria-labelledby="status">
      <div className="card-head">
        <div>
          <h2 id="status">Status</h2>
          <p>{words[brand.status]}</p>
        </div>
      </div>
      <div className="card-body toolbar">
        {brand.status === 'active' ? (
          <button type="button" className="btn" disabled={busy} onClick={() => setStatus('paused')}>
            <Pause className="i i-xs" />
            Pause the brand
          </button>
        ) : (
          <button type="button" className="btn" disabled={busy} onClick={() => setStatus('active')}>
            <Play className="i i-xs" />
            {brand.status === 'archived' ? 'Bring it back' : 'Resume'}
          </button>
        )}
        {brand.status !== 'archived' && (
          <button type="button" className="btn" disabled={busy} onClick={() => archive.mutate({ brandId: brand.id })}>
            <Archive className="i i-xs" />
            Archive the brand
          </button>
        )}
      </div>
    </section>
  )
}
