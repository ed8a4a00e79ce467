import { useState } from 'react'
import { faultOf } from '../api/fault.ts'
import { differences, merged } from './three-ways.ts'
import type { Difference } from './three-ways.ts'
import type { KeptDraft, Version } from './use-kept.ts'

interface Conflict<Draft> {
  /** For the mutation's `onError`: reads what is stored by now. */
  readonly onError: (error: unknown) => void
  readonly differing: readonly Difference<Draft>[] | null
  /** Goes on from what is stored by now; null while that is not read. */
  readonly onMine: (() => void) | null
  /** The same with their other changes kept; null where one field was changed by both. */
  readonly onBoth: (() => void) | null
  readonly over: () => void
}

interface Ways<Draft> {
  readonly form: Pick<KeptDraft<Draft>, 'base' | 'draft' | 'rebase'>
  readonly readAgain: () => Promise<Version<Draft>>
  /** Sends a draft on top of a revision. */
  readonly send: (version: Version<Draft>) => void
}

/** Somebody else saved first: what they changed, and the two ways to save all the same. */
export function useConflict<Draft extends object>({ form, readAgain, send }: Ways<Draft>): Conflict<Draft> {
  const [theirs, setTheirs] = useState<Version<Draft> | null>(null)
  const three = theirs === null ? null : { base: form.base, theirs: theirs.draft, mine: form.draft }
  const differing = three === null ? null : differences(three)
  const saveOnTop = (draft: Draft) => {
    if (theirs === null) return
    form.rebase(theirs, draft)
    send({ revision: theirs.revision, draft })
  }
  return {
    onError: (error) => {
      if (faultOf(error).reason === 'edited_meanwhile') void readAgain().then(setTheirs, () => undefined)
    },
    differing,
    onMine: three === null ? null : () => saveOnTop(form.draft),
    onBoth: three === null || differing?.some(({ both }) => both) === true ? null : () => saveOnTop(merged(three)),
    over: () => setTheirs(null),
  }
}
