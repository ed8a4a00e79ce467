import type { PainPoint, PainPointChoice, PainPointId, ScopeRequest } from '@echoscope/domain'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAsk, useTRPC } from '../../api/client.ts'
import { sentenceCase } from '../../format/numbers.ts'
import { Field } from '../../ui/field.tsx'
import { NotSaved } from '../../ui/save-failed.tsx'
import { UserText } from '../../ui/user-text.tsx'

interface Props {
  readonly scope: ScopeRequest
  readonly painPoints: readonly PainPoint[]
}
type Act = (client: ReturnType<typeof useAsk>['client']) => Promise<unknown>

/** What this scope's people say of its pain points: another name, two that are one, one that is none. The next run keeps to it. */
export function PainPointChoices({ scope, painPoints }: Props) {
  const { client } = useAsk()
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: (what: Act) => what(client),
    // Every number of the scope may have changed.
    onSuccess: () => queries.invalidateQueries(),
  })
  const run = (what: Act): void => act.mutate(what)
  return (
    <details className="choices">
      <summary>Rename, merge or hide</summary>
      <p className="muted">
        Counts for all threads there are and for those that come, in this scope alone. Every choice can be taken back, and leaves no trace then.
      </p>
      {painPoints.length > 0 && <Change scope={scope} painPoints={painPoints} busy={act.isPending} run={run} />}
      {act.isError && <NotSaved error={act.error} />}
      <Chosen scope={scope} busy={act.isPending} run={run} />
    </details>
  )
}

interface Acting {
  readonly scope: ScopeRequest
  readonly busy: boolean
  readonly run: (what: Act) => void
}

function Change({ scope, painPoints, busy, run }: Acting & Pick<Props, 'painPoints'>) {
  const [chosen, setChosen] = useState<PainPointId | ''>('')
  const [into, setInto] = useState<PainPointId | ''>('')
  const [name, setName] = useState('')
  const point = painPoints.find(({ id }) => id === chosen) ?? painPoints[0]
  if (point === undefined) return null
  const painPointId = point.id
  const others = painPoints.filter(({ id }) => id !== painPointId)
  const target = others.find(({ id }) => id === into)
  return (
    <div className="choices-form">
      <Field id="choice-of" label="Pain point">
        <select id="choice-of" className="box" value={painPointId} onChange={({ target: { value } }) => setChosen(value as PainPointId)}>
          {painPoints.map(({ id, keyword }) => (
            <option key={id} value={id}>
              {sentenceCase(keyword)}
            </option>
          ))}
        </select>
      </Field>
      <Field id="choice-name" label="Show it as">
        <div className="choices-act">
          <input
            id="choice-name"
            className="box"
            maxLength={200}
            value={name}
            placeholder={point.keyword}
            onChange={({ target: { value } }) => setName(value)}
          />
          <button
            type="button"
            className="btn"
            disabled={busy || name.trim() === ''}
            onClick={() => run((client) => client.painPoints.rename.mutate({ scope, painPointId, name: name.trim() }).then(() => setName('')))}
          >
            Rename
          </button>
        </div>
      </Field>
      <Field id="choice-into" label="Count it as">
        <div className="choices-act">
          <select id="choice-into" className="box" value={target?.id ?? ''} onChange={({ target: { value } }) => setInto(value as PainPointId)}>
            <option value="">Choose another</option>
            {others.map(({ id, keyword }) => (
              <option key={id} value={id}>
                {sentenceCase(keyword)}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="btn"
            disabled={busy || target === undefined}
            onClick={() => target !== undefined && run((client) => client.painPoints.merge.mutate({ scope, painPointId, into: { painPointId: target.id } }))}
          >
            Merge
          </button>
        </div>
      </Field>
      <Field id="choice-hide" label="It is none">
        <button
          id="choice-hide"
          type="button"
          className="btn"
          disabled={busy}
          onClick={() => run((client) => client.painPoints.hide.mutate({ scope, painPointId, hidden: true }))}
        >
          Hide
        </button>
      </Field>
    </div>
  )
}

function Chosen({ scope, busy, run }: Acting) {
  const { data } = useSuspenseQuery(useTRPC().painPoints.choices.queryOptions({ scope }))
  if (data.items.length === 0) return null
  const ways = ({ id: painPointId, name, namedByModel, hidden, mergedInto }: PainPointChoice): [string, string, Act][] => [
    ...(name === null
      ? []
      : [
          [
            `shown as ${name}${namedByModel ? ', as a model named it from its posts' : ''}`,
            'Use the keyword again',
            (client) => client.painPoints.rename.mutate({ scope, painPointId, name: null }),
          ] satisfies [string, string, Act],
        ]),
    ...(mergedInto === null
      ? []
      : [
          [
            `counts as ${mergedInto.keyword}${mergedInto.byUser ? '' : ', which its posts say in other words'}`,
            'Split',
            (client) => client.painPoints.split.mutate({ scope, painPointId }),
          ] satisfies [string, string, Act],
        ]),
    ...(hidden
      ? [['hidden', 'Show again', (client) => client.painPoints.hide.mutate({ scope, painPointId, hidden: false })] satisfies [string, string, Act]]
      : []),
  ]
  return (
    <ul className="choices-made" aria-label="Choices made">
      {data.items.flatMap((choice) =>
        ways(choice).map(([what, label, take]) => (
          <li key={`${choice.id} ${label}`}>
            <span>
              <b>
                <UserText>{sentenceCase(choice.keyword)}</UserText>
              </b>{' '}
              <UserText>{what}</UserText>
            </span>
            <button type="button" className="btn btn-sm" disabled={busy} onClick={() => run(take)}>
              {label}
            </button>
          </li>
        )),
      )}
    </ul>
  )
}
