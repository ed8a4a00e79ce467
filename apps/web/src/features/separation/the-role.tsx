import type { SeparationReport } from '@echoscope/domain'
import { count } from '../../format/numbers.ts'
import { Mark } from './guards.tsx'

/** What the application itself could do if it wanted to. */
export function TheRole({ report: { role } }: { readonly report: SeparationReport }) {
  const never = (may: boolean) => <Mark ok={!may} yes="No" no="Yes" />
  const facts = [
    ['Superuser', never(role.superuser)],
    ['May step round policies', never(role.bypassesPolicies)],
    ['May make roles, databases or tables', never(role.createsRoles || role.createsDatabases || role.createsTables)],
    ['Owns', <Mark key="owns" ok={role.owns === 0} yes="Nothing" no={`${count(role.owns)} things`} />],
    ['Member of other roles', never(role.memberships > 0)],
    [
      'Rights on tables',
      <Mark
        key="rights"
        ok={role.rightsBeyond.length === 0 && role.rightsMissing.length === 0}
        yes={`The ${count(role.rights)} it needs, no other`}
        no={`${count(role.rightsBeyond.length)} too many, ${count(role.rightsMissing.length)} missing`}
      />,
    ],
  ] as const
  return (
    <section className="card" aria-labelledby="guard-role">
      <div className="card-head">
        <div>
          <h2 id="guard-role">What the application may do</h2>
          <p>
            It connects to Postgres as <span className="mono">{role.name}</span>.
          </p>
        </div>
      </div>
      <dl className="guard-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
