import type { SignedSeparationReport } from '@echoscope/domain'

/** How each figure was come by, and how somebody else can check that this is what was measured. */
export function HowMeasured({ report: { method, server, signature } }: { readonly report: SignedSeparationReport }) {
  return (
    <section className="card" aria-labelledby="guard-how">
      <div className="card-head">
        <div>
          <h2 id="guard-how">How this was measured</h2>
          <p>PostgreSQL {server}</p>
        </div>
      </div>
      <ul className="guard-method">
        {method.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div className="guard-check">
        <p>
          The report is signed with this installation’s key, fingerprint <span className="mono">{signature.fingerprint.slice(0, 16)}</span>. Whoever has the
          public key can check a copy without network or database:
        </p>
        <pre className="mono">{`echoscope separation verify FILE --key ${signature.publicKey}`}</pre>
      </div>
    </section>
  )
}
