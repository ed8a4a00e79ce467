import type { ProofRun } from '@echoscope/domain'
import { count } from '../../format/numbers.ts'
import { Moment } from '../../ui/moment.tsx'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { Mark } from './guards.tsx'

/** What the last run of `pnpm prove` saw: every guard taken away, and who noticed. */
export function LastProof({ proof }: { readonly proof: ProofRun | null }) {
  return (
    <section className="card" aria-labelledby="guard-proof">
      <div className="card-head">
        <div>
          <h2 id="guard-proof">The last proof</h2>
          {proof === null ? (
            <p>
              <code className="mono">pnpm prove</code> switches each guard off in turn and shows which test notices. It has not been run in this installation’s
              checkout.
            </p>
          ) : (
            <p>
              <Moment at={proof.at} />, commit <span className="mono">{proof.commit.slice(0, 9)}</span>. {count(proof.sequences)} random sequences of calls
              {proof.seed !== undefined && ` (seed ${proof.seed})`} were compared with a model: {count(proof.leaks)} {proof.leaks === 1 ? 'leak' : 'leaks'}.
            </p>
          )}
        </div>
      </div>
      {proof !== null && (
        <>
          <ProofTable
            title="Guards, each taken away in turn"
            rows={proof.guards.map(({ name, seenBy }) => ({ name, tests: seenBy.length, first: seenBy[0] }))}
          />
          {proof.shapes.length > 0 && (
            <ProofTable
              title="Shapes of leaks that shipped in other products"
              rows={proof.shapes.map(({ id, shape, tests, seenWithout }) => ({
                name: `${id} ${shape}`,
                tests: seenWithout.length === 0 ? 0 : tests,
                first: seenWithout.length === 0 ? undefined : `Seen red without: ${seenWithout.join('; ')}`,
              }))}
            />
          )}
        </>
      )}
    </section>
  )
}

interface ProofRow {
  readonly name: string
  readonly tests: number
  readonly first: string | undefined
}

const ProofTable = ({ title, rows }: { readonly title: string; readonly rows: readonly ProofRow[] }) => (
  <details className="guard-more">
    <summary>
      {title}: {count(rows.filter(({ tests }) => tests > 0).length)} of {count(rows.length)} noticed
    </summary>
    <ScrollArea className="guard-scroll" label={title}>
      <table className="table guard-table">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className="num">
              Tests
            </th>
            <th scope="col">Noticed</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, tests, first }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="num">{count(tests)}</td>
              <td className="guard-notice">
                <Mark ok={tests > 0} yes={first ?? ''} no="By nobody" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  </details>
)
