import type { Run } from '@echoscope/domain'
import { count, counted, sentenceCase } from '../../format/numbers.ts'
import { platformName } from '../../ui/platform-mark.tsx'
import { leftOutWords } from '../../ui/run-words.ts'
import { UserText } from '../../ui/user-text.tsx'

/** What was fetched and not kept, by reason: nothing disappears without a word. */
export function LeftOut({ run }: { readonly run: Run }) {
  const sums = new Map<string, number>()
  for (const { leftOut } of run.sources) for (const [reason, many] of Object.entries(leftOut)) sums.set(reason, (sums.get(reason) ?? 0) + many)
  const rows = [...sums].filter(([, many]) => many > 0).toSorted((a, b) => b[1] - a[1])
  if (rows.length === 0) return null
  return (
    <div className="grid">
      <section className="card" aria-labelledby="left-out">
        <div className="card-head">
          <div>
            <h2 id="left-out">Left out</h2>
            <p>Fetched and not kept</p>
          </div>
        </div>
        <div className="card-body">
          <table className="table table-narrow">
            <tbody>
              {rows.map(([reason, many]) => (
                <tr key={reason}>
                  <th scope="row">{sentenceCase(leftOutWords(reason))}</th>
                  <td className="num">{count(many)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  )
}

/** The items that could not be read, each with its place: the rest went on. */
export function RunFaults({ run }: { readonly run: Run }) {
  if (run.faults.length === 0) return null
  return (
    <div className="grid">
      <section className="card" aria-labelledby="faults">
        <div className="card-head">
          <div>
            <h2 id="faults">Could not be read</h2>
            <p>
              {counted(run.errors, 'item')} in all{run.faults.length < run.errors && `, the first ${count(run.faults.length)} shown`}. Everything else was
              taken.
            </p>
          </div>
        </div>
        <div className="card-body">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Place</th>
                <th scope="col">Source</th>
                <th scope="col">Reason</th>
              </tr>
            </thead>
            <tbody>
              {run.faults.map(({ source, place, reason }) => (
                <tr key={`${source} ${place} ${reason}`}>
                  <td className="nowrap">{/^\d+$/.test(place) ? `line ${count(Number(place))}` : <UserText className="break">{place}</UserText>}</td>
                  <td>{platformName(source)}</td>
                  <td>
                    <UserText className="break">{reason}</UserText>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  )
}
