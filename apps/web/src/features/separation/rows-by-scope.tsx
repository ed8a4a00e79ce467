import type { SeparationReport } from '@echoscope/domain'
import { Activity, Flag } from 'lucide-react'
import { count } from '../../format/numbers.ts'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { tableWord } from './words.ts'

/** A row for each scope, a column for each table, and no total: sums over the two systems are never formed. */
export function RowsByScope({ report: { scopes, tables } }: { readonly report: SeparationReport }) {
  return (
    <section className="card" aria-labelledby="guard-rows">
      <div className="card-head">
        <div>
          <h2 id="guard-rows">Rows of each scope</h2>
          <p>Each counted inside its own scope. The same post in two scopes is two rows, one in each.</p>
        </div>
      </div>
      {scopes.length === 0 ? (
        <p className="card-body muted">There is no brand yet, so there is nothing to keep apart.</p>
      ) : (
        <ScrollArea className="guard-scroll" label="Table of rows">
          <table className="table guard-table">
            <thead>
              <tr>
                <th scope="col">Scope</th>
                {tables.map(({ name }) => (
                  <th key={name} scope="col" className="num">
                    {tableWord(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {scopes.map(({ type, campaignId, brand, name }) => (
                <tr key={campaignId}>
                  <th scope="row">
                    <span className="guard-scope" data-scope={type}>
                      {type === 'automatic' ? <Activity className="i i-sm" /> : <Flag className="i i-sm" />}
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
                    </span>
                  </th>
                  {tables.map((table) => (
                    <td key={table.name} className="num">
                      {count(table.scopes.find((scope) => scope.campaignId === campaignId)?.rows ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </section>
  )
}
