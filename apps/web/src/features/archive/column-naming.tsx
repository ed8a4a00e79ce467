import { ScrollArea } from '../../ui/scroll-area.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { fields, fieldWords, missingOf } from './columns.ts'
import type { Field, Naming } from './columns.ts'
import type { TableHead } from './table-head.ts'

interface ColumnNamingProps {
  readonly name: string
  readonly head: TableHead
  readonly naming: Naming
  readonly onChange: (naming: Naming) => void
}

/** The first rows of a table with a choice above each column: what does it hold? */
export function ColumnNaming({ name, head, naming, onChange }: ColumnNamingProps) {
  const { holds, hasHeader, platform, community } = naming
  const names = head[0] ?? []
  const rows = hasHeader ? head.slice(1) : head
  const missing = missingOf(naming)
  const hold = (at: number, field: Field | null) =>
    onChange({ ...naming, holds: holds.map((now, other) => (other === at ? field : now === field ? null : now)) })
  return (
    <fieldset className="naming">
      <legend>
        What do the columns of{' '}
        <b>
          <UserText>{name}</UserText>
        </b>{' '}
        hold?
      </legend>
      <ScrollArea className="naming-scroll" label="First rows">
        <table className="table">
          <thead>
            <tr>
              {names.map((column, at) => (
                <th key={at} scope="col">
                  <select
                    className="box"
                    aria-label={`Column ${at + 1}${hasHeader ? `, ${column}` : ''}`}
                    value={holds[at] ?? ''}
                    onChange={(event) => hold(at, fields.find((field) => field === event.target.value) ?? null)}
                  >
                    <option value="">Nothing to keep</option>
                    {fields.map((field) => (
                      <option key={field} value={field}>
                        {fieldWords[field]}
                      </option>
                    ))}
                  </select>
                  {hasHeader && <UserText className="naming-name truncate">{column}</UserText>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {names.map((_, column) => (
                  <td key={column}>
                    <UserText className="naming-cell truncate">{(row[column] ?? '').slice(0, 120)}</UserText>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <div className="form-row">
        <label>
          Platform, of the whole file
          <input
            className="box"
            value={platform}
            maxLength={100}
            placeholder="forum"
            onChange={(event) => onChange({ ...naming, platform: event.target.value })}
          />
        </label>
        <label>
          Community, of the whole file
          <input className="box" dir="auto" value={community} maxLength={200} onChange={(event) => onChange({ ...naming, community: event.target.value })} />
        </label>
        <label className="naming-check">
          <input type="checkbox" className="check" checked={hasHeader} onChange={(event) => onChange({ ...naming, hasHeader: event.target.checked })} />
          The first row names the columns
        </label>
      </div>
      {missing !== null && (
        <p className="muted" role="status">
          {missing}
        </p>
      )}
    </fieldset>
  )
}
