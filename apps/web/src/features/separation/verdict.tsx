import { ShieldAlert, ShieldCheck } from 'lucide-react'
import type { SeparationReport, SignedSeparationReport } from '@echoscope/domain'
import { count } from '../../format/numbers.ts'
import { Moment } from '../../ui/moment.tsx'

/** The answer in one sentence, and what it rests on. */
export function Verdict({ report }: { readonly report: SignedSeparationReport }) {
  const { holds, faults, scopes, tables, registries } = report
  return (
    <section className="card guard-verdict" aria-label="Verdict">
      <div className={holds ? 'guard-line' : 'guard-line bad'} role={holds ? 'status' : 'alert'}>
        {holds ? <ShieldCheck className="i" /> : <ShieldAlert className="i" />}
        <div>
          <h2>{holds ? 'Everything is kept apart' : `${count(faults.length)} ${faults.length === 1 ? 'thing is' : 'things are'} not as they must be`}</h2>
          <p>
            {count(scopes.length)} {scopes.length === 1 ? 'scope' : 'scopes'}, {count(tables.length)} tables of collected data and {count(registries.length)}{' '}
            registries were asked.
          </p>
        </div>
      </div>
      {faults.length > 0 && (
        <ul className="guard-faults">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      <dl className="guard-facts">
        <Fact name="Rows of other scopes in sight" value={count(sumOf(report, 'ofOtherScopes'))} />
        <Fact name="Rows whose parent is elsewhere" value={count(sumOf(report, 'parentElsewhere'))} />
        <Fact name="Tables that allow a row without a scope" value={count(tables.filter((table) => !table.scopeRequired || !table.scopeIsACampaign).length)} />
        <div>
          <dt>Last proof</dt>
          <dd>
            {report.proof === null ? (
              <span className="muted">None is known here</span>
            ) : (
              <>
                <Moment at={report.proof.at} /> <span className="mono">{report.proof.commit.slice(0, 9)}</span>
                <small>
                  {count(report.proof.guards.filter(({ seenBy }) => seenBy.length > 0).length)} of {count(report.proof.guards.length)} guards noticed when gone,{' '}
                  {count(report.proof.sequences)} sequences, {count(report.proof.leaks)} leaks
                </small>
              </>
            )}
          </dd>
        </div>
      </dl>
    </section>
  )
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd className={value === '0' ? undefined : 'tone-danger'}>{value}</dd>
  </div>
)

/** Faults, not data: how many there are of a thing of which there must be none. */
const sumOf = ({ tables }: SeparationReport, field: 'ofOtherScopes' | 'parentElsewhere'): number =>
  tables.reduce((sum, { scopes }) => sum + scopes.reduce((own, scope) => own + scope[field], 0), 0)
