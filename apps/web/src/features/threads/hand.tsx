import type { ScopeRequest, Thread } from '@echoscope/domain'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { ThreadPage } from '@echoscope/domain'
import type { InfiniteData } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { UserText } from '../../ui/user-text.tsx'
import { useHand } from './use-hand.ts'
import type { WrittenField } from './use-hand.ts'

interface HandProps {
  readonly scope: ScopeRequest
  readonly thread: Thread
}

/** Who looks after a thread, and what they noted. Both are saved when they are left, or with Enter. */
export function Hand({ scope, thread }: HandProps) {
  const hand = useHand(scope, thread)
  const names = useNames(scope)
  const list = useId()
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
        value={hand.draft.assignee}
        onChange={(event) => hand.set('assignee', event.target.value)}
        onBlur={() => hand.leave('assignee')}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      <Theirs hand={hand} field="assignee" />
      <label htmlFor="note">Note</label>
      <textarea
        className="textarea"
        id="note"
        dir="auto"
        rows={2}
        maxLength={10_000}
        placeholder="for whoever reads this next"
        value={hand.draft.note}
        onChange={(event) => hand.set('note', event.target.value)}
        onBlur={() => hand.leave('note')}
      />
      <Theirs hand={hand} field="note" />
      {hand.failure !== null && (
        <p className="problem" role="alert">
          <span>What you typed is not saved. {hand.failure}</span>
          <button type="button" className="btn btn-sm" onClick={() => (['assignee', 'note'] as const).forEach(hand.leave)}>
            Try again
          </button>
        </p>
      )}
    </section>
  )
}

interface TheirsProps {
  readonly hand: ReturnType<typeof useHand>
  readonly field: WrittenField
}
/** Somebody else wrote into the field that is typed in here. */
function Theirs({ hand, field }: TheirsProps) {
  const theirs = hand.theirs(field)
  if (theirs === null) return null
  return (
    <div className="banner theirs" role="alert">
      <span>
        <b>
          {hand.by === null ? 'Somebody else' : <UserText>{hand.by}</UserText>} changed the {field} meanwhile
        </b>
        , to {theirs === '' ? 'nothing' : <UserText className="break">{`“${theirs}”`}</UserText>}. Yours is not saved.
      </span>
      <span className="toolbar banner-actions">
        <button type="button" className="btn btn-sm" onClick={() => hand.saveOver(field)}>
          Save mine over it
        </button>
        <button type="button" className="btn btn-sm" onClick={hand.takeTheirs}>
          Use theirs
        </button>
      </span>
    </div>
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
