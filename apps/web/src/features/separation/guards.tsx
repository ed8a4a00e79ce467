import type { ScopedTableReport, SeparationReport, TableGuards } from '@echoscope/domain'
import { Check, X } from 'lucide-react'
import { count } from '../../format/numbers.ts'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { tableWord } from './words.ts'

/** What holds each table, as the catalogue of Postgres has it. */
export function Guards({ report: { tables, registries, exceptions } }: { readonly report: SeparationReport }) {
  return (
    <section className="card" aria-labelledby="guard-tables">
      <div className="card-head">
        <div>
          <h2 id="guard-tables">Guards of each table</h2>
          <p>A policy that is forced binds the owner of the table too. Asked without a scope, a table must answer with an error.</p>
        </div>
      </div>
      <ScrollArea className="guard-scroll" label="Table of guards">
        <table className="table guard-table">
          <thead>
            <tr>
              <th scope="col">Table</th>
              <th scope="col">Policy</th>
              <th scope="col">Forced</th>
              <th scope="col">Without a scope</th>
              <th scope="col">Scope required</th>
              <th scope="col">Parents in scope</th>
              <th scope="col" className="num">
                Of others
              </th>
              <th scope="col" className="num">
                Astray
              </th>
            </tr>
          </thead>
          <tbody>
            {tables.map((table) => (
              <GuardRow key={table.name} table={table} scoped={table} />
            ))}
            {registries.map((table) => (
              <GuardRow key={table.name} table={table} scoped={null} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <details className="guard-more">
        <summary>{exceptions.length} tables have no policy, each for a reason</summary>
        <dl>
          {exceptions.map(({ name, reason }) => (
            <div key={name}>
              <dt className="mono">{name}</dt>
              <dd>{reason}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}

function GuardRow({ table, scoped }: { readonly table: TableGuards; readonly scoped: ScopedTableReport | null }) {
  const sum = (field: 'ofOtherScopes' | 'parentElsewhere') => scoped?.scopes.reduce((total, scope) => total + scope[field], 0) ?? 0
  return (
    <tr>
      <th scope="row">
        <span className="guard-name">
          {tableWord(table.name)}
          <small className="mono">{table.name}</small>
        </span>
      </th>
      <td>
        <Mark ok={table.enabled && table.policies.length === 1} yes={table.policies[0]?.name ?? 'Yes'} no={table.enabled ? 'Not one' : 'Off'} />
      </td>
      <td>
        <Mark ok={table.forced} yes="Yes" no="No" />
      </td>
      <td>
        <Mark ok={table.outsideScope === 'refused'} yes="Refused" no="Answers" />
      </td>
      {scoped === null ? (
        <td colSpan={4} className="muted">
          One workspace at a time
        </td>
      ) : (
        <>
          <td>
            <Mark ok={scoped.scopeRequired && scoped.scopeIsACampaign} yes="Yes" no="No" />
          </td>
          <td>
            {scoped.parents.length === 0 ? (
              <span className="muted">None</span>
            ) : (
              <Mark ok={scoped.parents.every(({ withinScope }) => withinScope)} yes={`All ${count(scoped.parents.length)}`} no="Not all" />
            )}
          </td>
          <td className={sum('ofOtherScopes') > 0 ? 'num tone-danger' : 'num'}>{count(sum('ofOtherScopes'))}</td>
          <td className={sum('parentElsewhere') > 0 ? 'num tone-danger' : 'num'}>{count(sum('parentElsewhere'))}</td>
        </>
      )}
    </tr>
  )
}

/** A word and a sign: colour alone says nothing. */
export const Mark = ({ ok, yes, no }: { readonly ok: boolean; readonly yes: string; readonly no: string }) => (
  <span className={ok ? 'guard-mark' : 'guard-mark tone-danger'}>
    {ok ? <Check className="i i-xs" /> : <X className="i i-xs" />}
    {ok ? yes : no}
  </span>
)
