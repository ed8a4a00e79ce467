import { useSuspenseQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useTRPC } from '../api/client.ts'

/** A version of a form and the revision it is of. */
export interface Version<Draft> {
  readonly revision: number
  readonly draft: Draft
}
interface Kept<Draft> extends Version<Draft> {
  /** What the form was filled from. */
  readonly base: Draft
}
export interface KeptDraft<Draft> extends Kept<Draft> {
  readonly set: (change: Partial<Draft>) => void
  /** Goes on from another version, with `draft` typed on top of it. */
  readonly rebase: (onto: Version<Draft>, draft: Draft) => void
  /** What is stored is shown again, and nothing is kept. */
  readonly forget: () => void
  /** What is shown was typed before the page was left or loaded anew. */
  readonly restored: boolean
}

/**
 * What somebody types lives in this tab until it is saved or thrown away: it outlasts a reload, another page and a session that ends, and is given
 * back to the same person alone. While nothing is typed the form follows what is stored.
 */
export function useKept<Draft extends object>(name: string, stored: Version<Draft>): KeptDraft<Draft> {
  const { workspace, member } = useSuspenseQuery(useTRPC().viewer.me.queryOptions()).data
  const key = `typed ${workspace.id} ${member?.id ?? ''} ${name}`
  const [typed, setTyped] = useState(() => read(key, stored.draft))
  const [restored, setRestored] = useState(typed !== null)
  useEffect(() => write(key, typed), [key, typed])
  const forget = useCallback(() => {
    setTyped(null)
    setRestored(false)
    write(key, null)
  }, [key])
  const { revision, base, draft } = typed ?? { ...stored, base: stored.draft }
  return {
    revision,
    base,
    draft,
    restored,
    forget,
    set: (change) => setTyped((now) => ({ revision, base, draft: { ...(now?.draft ?? draft), ...change } })),
    rebase: (onto, mine) => setTyped({ revision: onto.revision, base: onto.draft, draft: mine }),
  }
}

function write(key: string, kept: unknown): void {
  try {
    if (kept === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // Without a storage what is typed lives as long as the form is open.
  }
}

/** Null where nothing is kept, or where an older page kept something of another shape. */
function read<Draft extends object>(key: string, example: Draft): Kept<Draft> | null {
  try {
    const { revision, base, draft }: Partial<Kept<unknown>> = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    return typeof revision === 'number' && isAlike(example, base) && isAlike(example, draft) ? { revision, base, draft } : null
  } catch {
    return null
  }
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value)
const isAlike = <Draft extends object>(example: Draft, other: unknown): other is Draft =>
  typeof other === 'object' && other !== null && Object.entries(example).every(([field, value]) => kindOf(Reflect.get(other, field)) === kindOf(value))
