import type { AuditEntry } from '@echoscope/domain'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useAsk } from '../../api/client.ts'
import { Field } from '../../ui/field.tsx'
import { Moment } from '../../ui/moment.tsx'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { UserText } from '../../ui/user-text.tsx'

const nouns = [
  'account',
  'archive',
  'brands',
  'campaigns',
  'erasure',
  'invitation',
  'keys',
  'members',
  'password',
  'scouts',
  'session',
  'sources',
  'threads',
] as const
const pageSize = 50

/** Who did what to what, from where. It cannot be changed, not even by the application. */
export function AuditLog() {
  const [actor, setActor] = useState('')
  const [action, setAction] = useState('')
  const asked = useDeferredValue(`${action}\n${actor.trim()}`)
  return (
    <section className="card" aria-labelledby="audit">
      <div className="card-head">
        <div>
          <h2 id="audit">Audit log</h2>
          <p>Every change, the newest first. It only grows: no role of the application can change or delete a line.</p>
        </div>
        <div className="end">
          <a className="btn btn-sm" href="/api/audit?format=csv" download>
            <Download className="i i-xs" />
            CSV
          </a>
          <a className="btn btn-sm" href="/api/audit?format=ndjson" download>
            <Download className="i i-xs" />
            NDJSON
          </a>
        </div>
      </div>
      <div className="audit-filters">
        <Field id="audit-actor" label="Who">
          <input className="box" id="audit-actor" type="search" maxLength={200} value={actor} onChange={({ target }) => setActor(target.value)} />
        </Field>
        <Field id="audit-action" label="What">
          <select className="box" id="audit-action" value={action} onChange={({ target }) => setAction(target.value)}>
            <option value="">Everything</option>
            {nouns.map((noun) => (
              <option key={noun} value={`${noun}.`}>
                {noun}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <Entries asked={asked} />
    </section>
  )
}

function Entries({ asked }: { readonly asked: string }) {
  const { client, trpc } = useAsk()
  const [action = '', actor = ''] = asked.split('\n')
  const filter = { limit: pageSize, ...(action === '' ? {} : { action }), ...(actor === '' ? {} : { actor }) }
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery({
    queryKey: [...trpc.audit.list.queryKey(filter), 'pages'],
    queryFn: ({ pageParam, signal }) => client.audit.list.query({ ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <p className="card-body muted">Nothing of that was done.</p>
  return (
    <>
      <ScrollArea className="guard-scroll audit-scroll" label="Entries of the audit log">
        <table className="table audit-table">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">To what</th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            {items.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {hasNextPage && (
        <div className="card-foot">
          <button type="button" className="btn btn-sm" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? 'Loading' : 'Earlier ones'}
          </button>
        </div>
      )}
    </>
  )
}

const vias = { session: '', key: 'with a key', link: 'with a link', command: 'on the machine' } as const

const Line = ({ entry: { at, actor, action, target, via, address } }: { readonly entry: AuditEntry }) => (
  <tr>
    <td className="nowrap">
      <Moment at={at} />
    </td>
    <td className="nowrap">
      <UserText>{actor}</UserText> <small className="muted">{vias[via]}</small>
    </td>
    <td className="mono nowrap">{action}</td>
    <td className="audit-target mono">
      {Object.entries(target).map(([field, value]) => (
        <span key={field}>
          {field}: {typeof value === 'string' ? value : JSON.stringify(value)}
        </span>
      ))}
    </td>
    <td className="mono nowrap">{address ?? ''}</td>
  </tr>
)
