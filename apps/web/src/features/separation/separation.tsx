import { useSuspenseQuery } from '@tanstack/react-query'
import { Download, RefreshCw } from 'lucide-react'
import type { SignedSeparationReport } from '@echoscope/domain'
import { useTRPC } from '../../api/client.ts'
import { Moment } from '../../ui/moment.tsx'
import { Guards } from './guards.tsx'
import { HowMeasured } from './how-measured.tsx'
import { LastProof } from './last-proof.tsx'
import { RowsByScope } from './rows-by-scope.tsx'
import { TheRole } from './the-role.tsx'
import { Verdict } from './verdict.tsx'

/** separation.md as measured now: a look is a measurement, so nothing older than this page is shown. */
export function Separation() {
  const { data: report, isFetching, refetch } = useSuspenseQuery({ ...useTRPC().separation.report.queryOptions(), refetchOnWindowFocus: false })
  return (
    <>
      <div className="page-head">
        <div className="page-title">
          <h1>Separation</h1>
          <p>
            Whether Brand Analytics and each campaign are kept apart, asked of the database itself. Measured <Moment at={report.measuredAt} />.
          </p>
        </div>
        <div className="toolbar">
          <button type="button" className="btn" disabled={isFetching} onClick={() => void refetch()}>
            <RefreshCw className="i i-xs" />
            {isFetching ? 'Measuring' : 'Measure again'}
          </button>
          <button type="button" className="btn" onClick={() => save(report)}>
            <Download className="i i-xs" />
            Signed report
          </button>
        </div>
      </div>
      <div className="guard-stack">
        <Verdict report={report} />
        <RowsByScope report={report} />
        <Guards report={report} />
        <TheRole report={report} />
        <LastProof proof={report.proof} />
        <HowMeasured report={report} />
      </div>
    </>
  )
}

/** The answer as it came: the signature covers every field of it. */
function save(report: SignedSeparationReport): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(report, null, 2)}\n`], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `echoscope-separation-${report.measuredAt.slice(0, 19).replaceAll(':', '')}.json`
  link.click()
  URL.revokeObjectURL(address)
}
