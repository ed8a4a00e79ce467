import type { ScopeRequest } from '@echoscope/domain'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { keyOf } from './scope-key.ts'

/** The same function at each drawing, which calls the latest: what is given it need not be drawn anew. */
export function useSame<Inputs extends readonly unknown[]>(call: (...inputs: Inputs) => void): (...inputs: Inputs) => void {
  const latest = useRef(call)
  useEffect(() => {
    latest.current = call
  })
  return useCallback((...inputs: Inputs) => latest.current(...inputs), [])
}

/** The same object for the same scope. */
export function useSameScope(scope: ScopeRequest): ScopeRequest {
  const key = keyOf(scope)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the scope is its key
  return useMemo(() => scope, [key])
}
