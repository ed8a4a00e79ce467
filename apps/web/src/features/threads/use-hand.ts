import type { ScopeRequest, Thread } from '@echoscope/domain'
import { useMutation } from '@tanstack/react-query'
import { useAsk } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { useKept } from '../../ui/use-kept.ts'
import { usePlace } from './queries.ts'
import type { ThreadChange } from './queries.ts'

/** What is written at a thread by hand. */
export interface Written {
  readonly assignee: string
  readonly note: string
}
export type WrittenField = keyof Written

export const writtenOf = ({ assignee, note }: Pick<Thread, 'assignee' | 'note'>): Written => ({ assignee: assignee ?? '', note })
const changeOf = (field: WrittenField, text: string): ThreadChange =>
  field === 'note' ? { note: text } : { assignee: text.trim() === '' ? null : text.trim() }

interface Saving {
  readonly field: WrittenField
  readonly text: string
  /** What the field held when it was begun to be typed in. */
  readonly base: string
  readonly revision: number
}

interface Hand {
  readonly draft: Written
  readonly set: (field: WrittenField, text: string) => void
  /** Saves a field that was left, unless somebody else wrote in the same one. */
  readonly leave: (field: WrittenField) => void
  readonly saveOver: (field: WrittenField) => void
  readonly takeTheirs: () => void
  /** What somebody else wrote into a field that is typed in here; null where nobody did. */
  readonly theirs: (field: WrittenField) => string | null
  /** Who that was, where the API could tell. */
  readonly by: string | null
  /** Why what was typed is not saved, but for somebody else's text. */
  readonly failure: string | null
}

/** Assignee and note of a thread: kept while they are not saved, and another's change of the same field is neither overwritten nor hidden. */
export function useHand(scope: ScopeRequest, thread: Thread): Hand {
  const { client } = useAsk()
  const place = usePlace(scope)
  const stored = writtenOf(thread)
  const form = useKept(`thread ${thread.id}`, { revision: thread.revision, draft: stored })
  const send = ({ field, text, revision }: Saving) => client.threads.update.mutate({ scope, threadId: thread.id, revision, ...changeOf(field, text) })
  const { mutate, error, reset } = useMutation({
    mutationFn: async (saving: Saving) => {
      try {
        return await send(saving)
      } catch (refused) {
        if (faultOf(refused).reason !== 'edited_meanwhile') throw refused
        const now = await client.threads.get.query({ scope, threadId: thread.id })
        place(now)
        // Another field of the thread is no reason to ask somebody anything.
        if (writtenOf(now)[saving.field] !== saving.base) throw refused
        return send({ ...saving, revision: now.revision })
      }
    },
    onSuccess: (changed, { field }) => {
      place(changed)
      const now = writtenOf(changed)
      const other = field === 'note' ? 'assignee' : 'note'
      if (form.draft[other] === form.base[other]) form.forget()
      else form.rebase({ revision: changed.revision, draft: { ...now, [other]: form.base[other] } }, { ...form.draft, [field]: now[field] })
    },
  })
  const theirs = (field: WrittenField): string | null => (stored[field] === form.base[field] || stored[field] === form.draft[field] ? null : stored[field])
  const save = (field: WrittenField, base: string) => mutate({ field, text: form.draft[field], base, revision: thread.revision })
  const fault = error === null ? null : faultOf(error)
  return {
    draft: form.draft,
    set: (field, text) => form.set({ [field]: text }),
    leave: (field) => {
      if (form.draft[field] !== stored[field] && form.draft[field] !== form.base[field] && theirs(field) === null) save(field, form.base[field])
    },
    saveOver: (field) => save(field, stored[field]),
    takeTheirs: () => {
      form.forget()
      reset()
    },
    theirs,
    by: fault !== null && typeof fault.details['by'] === 'string' ? fault.details['by'] : null,
    failure: fault === null || fault.reason === 'edited_meanwhile' ? null : fault.message,
  }
}
