import type { ScopeRequest, Thread } from '@echoscope/domain'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ThreadPage } from '@echoscope/domain'
import type { InfiniteData } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { UserText } from '../../ui/user-text.tsx'
import { useThreadChange } from './queries.ts'

interface HandProps {
  readonly scope: ScopeRequest
  readonly thread: Thread
}

/** Who looks after a thread, and what they noted. Both are saved when they are left, or with Enter. */
export function Hand({ scope, thread }: HandProps) {
  const { change, pending } = useThreadChange(scope)
  const names = useNames(scope)
  const list = useId()
  const [assignee, setAssignee] = useState(thread.assignee ?? '')
  const [note, setNote] = useState(thread.note)
  const saveAssignee = () => {
    const next = assignee.trim() === '' ? null : assignee.trim()
    if (next !== thread.assignee) change(thread, { assignee: next })
  }
  const saveNote = () => {
    if (note !== thread.note) change(thread, { note })
  }
  return (
    <section aria-label="Assignee and note" className="hand">
      <label htmlFor="assignee">Assignee</label>
      <input
        className="box"
        id="assignee"
        data-thread={thread.id}
        dir="auto"
        list={list}
        maxLength={200}
        placeholder="nobody"
        value={assignee}
        disabled={pending}
        onChange={(event) => setAssignee(event.target.value)}
        onBlur={saveAssignee}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      <label htmlFor="note">Note</label>
      <textarea
        className="textarea"
        id="note"
        dir="auto"
        rows={2}
        maxLength={10_000}
        placeholder="for whoever reads this next"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onBlur={saveNote}
      />
    </section>
  )
}

/** For those who may only read. */
export const HandRead = ({ thread: { assignee, note } }: Pick<HandProps, 'thread'>) =>
  assignee === null && note === '' ? null : (
    <section aria-label="Assignee and note" className="hand">
      {assignee !== null && (
        <p>
          Assigned to <UserText>{assignee}</UserText>
        </p>
      )}
      {note !== '' && (
        <p className="break">
          <UserText>{note}</UserText>
        </p>
      )}
    </section>
  )

/** The viewer first, then whoever has threads of the lists that were read. */
function useNames(scope: ScopeRequest): readonly string[] {
  const trpc = useTRPC()
  const me = useSuspenseQuery(trpc.viewer.me.queryOptions()).data.member?.name
  const lists = useQueryClient().getQueriesData<InfiniteData<ThreadPage>>({ queryKey: trpc.threads.list.infiniteQueryKey({ scope }) })
  const found = lists.flatMap(([, data]) => data?.pages.flatMap(({ items }) => items.flatMap(({ assignee }) => assignee ?? [])) ?? [])
  return [...new Set([...(me === undefined ? [] : [me]), ...found])]
}
