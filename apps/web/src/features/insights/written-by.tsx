import type { InsightRun } from '@echoscope/domain'
import { dayRange } from '../../format/dates.ts'
import { zoneNote } from '../../format/zone.ts'
import { count, counted, spending } from '../../format/numbers.ts'
import { Moment } from '../../ui/moment.tsx'
import { useNow } from '../../ui/use-now.ts'
import { UserText } from '../../ui/user-text.tsx'

/** Who wrote a run, when, over which days, what it cost, and why a model did not where one was asked. */
export function WrittenBy({ run }: { readonly run: InsightRun }) {
  const now = useNow()
  return (
    <p>
      <Writer run={run} />, <Moment at={run.writtenAt} />, from {dayRange(run.range, now)}
      {zoneNote(run.timeZone)}.
      {run.struck.length > 0 && ` ${counted(run.struck.length, 'claim')} did not hold and ${run.struck.length === 1 ? 'was' : 'were'} struck out.`}
      {run.inputTokens + run.outputTokens > 0 && ` ${count(run.inputTokens + run.outputTokens)} tokens, ${spending(run.usd)}.`}
      {run.fellBack !== null && ` ${run.fellBack} So rules wrote instead.`}
    </p>
  )
}

const Writer = ({ run: { writer, model } }: { readonly run: InsightRun }) =>
  writer === 'rules' ? <>Written by rules</> : <>Written by the model {model === null ? '' : <UserText>{model}</UserText>}</>
