import type { Brand, Campaign } from '@echoscope/domain'
import { useMutation, useQueryClient, useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { toast } from '../../ui/toasts.tsx'
import { UserText } from '../../ui/user-text.tsx'

const choices = [30, 90, 180, 365, 730] as const

/** Each scope by itself: Brand Analytics and every campaign may differ. */
export function Keeping() {
  const trpc = useTRPC()
  const { data: brands } = useSuspenseQuery(trpc.brands.list.queryOptions())
  const lists = useSuspenseQueries({ queries: brands.items.map(({ id }) => trpc.campaigns.list.queryOptions({ brandId: id, limit: 500 })) })
  if (brands.items.length === 0) return null
  return (
    <section className="card" aria-labelledby="keeping">
      <div className="card-head">
        <div>
          <h2 id="keeping">How long threads are kept</h2>
          <p>Older ones are removed once a day, with the numbers they were in, and are not collected again.</p>
        </div>
      </div>
      <ul className="privacy-list">
        {brands.items.map((brand, at) => [
          <OfBrand key={brand.id} brand={brand} />,
          ...(lists[at]?.data.items ?? []).map((campaign) => <OfCampaign key={campaign.id} campaign={campaign} />),
        ])}
      </ul>
    </section>
  )
}

function OfBrand({ brand }: { readonly brand: Brand }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const before = brand.retentionDays
  const { mutate, isPending } = useMutation(
    trpc.brands.update.mutationOptions({
      onSuccess: async (changed, { retentionDays }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.brands.pathKey() })
        told(retentionDays ?? null, () => mutate({ brandId: changed.id, revision: changed.revision, retentionDays: before }))
      },
      onError: (error) => toast(faultOf(error).message),
    }),
  )
  return (
    <Days
      id={brand.id}
      name={brand.name}
      what="Brand Analytics"
      days={brand.retentionDays}
      pending={isPending}
      onChange={(retentionDays) => mutate({ brandId: brand.id, revision: brand.revision, retentionDays })}
    />
  )
}

function OfCampaign({ campaign }: { readonly campaign: Campaign }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const before = campaign.retentionDays
  const { mutate, isPending } = useMutation(
    trpc.campaigns.update.mutationOptions({
      onSuccess: async (changed, { retentionDays }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.campaigns.pathKey() })
        told(retentionDays ?? null, () => mutate({ campaignId: changed.id, revision: changed.revision, retentionDays: before }))
      },
      onError: (error) => toast(faultOf(error).message),
    }),
  )
  return (
    <Days
      id={campaign.id}
      name={campaign.name}
      what="Campaign"
      days={campaign.retentionDays}
      pending={isPending}
      onChange={(retentionDays) => mutate({ campaignId: campaign.id, revision: campaign.revision, retentionDays })}
    />
  )
}

/** The first sweep comes an hour later: until then it can be taken back without a loss. */
const told = (days: number | null, undo: () => void): void =>
  toast(days === null ? 'Kept for ever.' : `Threads older than ${days} days are removed, for the first time in an hour.`, { label: 'Undo', run: undo })

interface DaysProps {
  readonly id: string
  readonly name: string
  readonly what: string
  readonly days: number | null
  readonly pending: boolean
  readonly onChange: (days: number | null) => void
}

const Days = ({ id, name, what, days, pending, onChange }: DaysProps) => (
  <li className="privacy-row">
    <label htmlFor={`keep-${id}`} className="guard-name">
      <UserText className="truncate">{name}</UserText>
      <small>{what}</small>
    </label>
    <select
      id={`keep-${id}`}
      className="box"
      value={days ?? ''}
      disabled={pending}
      onChange={({ target: { value } }) => onChange(value === '' ? null : Number(value))}
    >
      <option value="">For ever</option>
      {[...new Set([...choices, ...(days === null ? [] : [days])])]
        .toSorted((a, b) => a - b)
        .map((each) => (
          <option key={each} value={each}>
            {each} days
          </option>
        ))}
    </select>
  </li>
)
