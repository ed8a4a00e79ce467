import { count } from '../../format/numbers.ts'
import type { Erasure } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { Moment } from '../../ui/moment.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { CountsByScope } from './confirming.tsx'

const states = { requested: 'Asked for', previewed: 'Counted, not confirmed', erasing: 'Under way', done: 'Erased' } as const

/** Who was erased is not told any more: a keyed hash stands for the name. */
export function Receipts() {
  const { data } = useSuspenseQuery(useTRPC().erasure.list.queryOptions())
  if (data.items.length === 0) return null
  return (
    <section className="card" aria-labelledby="receipts">
      <div className="card-head">
        <div>
          <h2 id="receipts">Receipts</h2>
          <p>The name is not kept. The hash tells whether two erasures were of one person, to this workspace alone.</p>
        </div>
      </div>
      <ul className="privacy-list">
        {data.items.map((erasure) => (
          <Receipt key={erasure.id} erasure={erasure} />
        ))}
      </ul>
    </section>
  )
}

function Receipt({ erasure }: { readonly erasure: Erasure }) {
  const { status, platform, authorHash, requestedAt, doneAt, confirmedBy, requestedBy, receipt, quarantined } = erasure
  return (
    <li>
      <details>
        <summary>
          <b>{states[status]}</b> <Moment at={doneAt ?? requestedAt} /> · <UserText>{platform}</UserText>{' '}
          <span className="mono">{authorHash.slice(0, 12)}</span>
        </summary>
        <p className="muted">By {confirmedBy ?? requestedBy}</p>
        {receipt.length > 0 && <CountsByScope label="What went" entries={receipt} />}
        {quarantined > 0 && <p className="muted">{count(quarantined)} old rows outside of every scope were emptied.</p>}
      </details>
    </li>
  )
}
