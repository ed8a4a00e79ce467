import type { Erasure, ErasureReceipt } from '@echoscope/domain'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { count } from '../../format/numbers.ts'
import { Field } from '../../ui/field.tsx'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { UserText } from '../../ui/user-text.tsx'

interface ConfirmingProps {
  readonly erasure: Erasure
  readonly pending: boolean
  readonly problem: string | undefined
  readonly onConfirm: (username: string) => void
  readonly onCancel: () => void
}

/** What each scope holds of the author, and the name once more before it goes. */
export function Confirming({ erasure, pending, problem, onConfirm, onCancel }: ConfirmingProps) {
  const [again, setAgain] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onConfirm(again.trim())
  }
  return (
    <>
      <CountsByScope label="What would go" entries={erasure.preview ?? []} />
      <form className="privacy-form" onSubmit={submit}>
        <Field id="erase-again" label="Write the name again to erase it for good" problem={problem}>
          <input
            className="box"
            id="erase-again"
            dir="auto"
            required
            autoComplete="off"
            spellCheck={false}
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        </Field>
        <div className="toolbar">
          <button type="submit" className="btn tone-danger" disabled={pending || again.trim() === ''}>
            {pending ? 'Erasing' : 'Erase for good'}
          </button>
          <button type="button" className="btn btn-ghost" disabled={pending} onClick={onCancel}>
            Leave it
          </button>
        </div>
      </form>
    </>
  )
}

/** A row for each scope; sums over scopes are not formed. */
export const CountsByScope = ({ label, entries }: { readonly label: string; readonly entries: readonly ErasureReceipt[] }) => (
  <ScrollArea className="guard-scroll" label={label}>
    <table className="table guard-table">
      <thead>
        <tr>
          <th scope="col">Scope</th>
          {['Threads', 'Pain points in them', 'Author days', 'Spellings'].map((head) => (
            <th key={head} scope="col" className="num">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map(({ type, campaignId, brand, name, threads, painPointLinks, influencerDays, influencers }) => (
          <tr key={campaignId}>
            <th scope="row">
              <ScopeName type={type} brand={brand} name={name} />
            </th>
            <td className="num">{count(threads)}</td>
            <td className="num">{count(painPointLinks)}</td>
            <td className="num">{count(influencerDays)}</td>
            <td className="num">{count(influencers)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollArea>
)

const ScopeName = ({ type, brand, name }: Pick<ErasureReceipt, 'type' | 'brand' | 'name'>) => (
  <span className="guard-name">
    <UserText className="truncate">{name}</UserText>
    <small className="truncate">
      {type === 'automatic' ? (
        'Brand Analytics'
      ) : (
        <>
          Campaign of <UserText>{brand}</UserText>
        </>
      )}
    </small>
  </span>
)
