import type { ScopeRequest } from '@echoscope/domain'
import { useQueryClient } from '@tanstack/react-query'
import type { Query } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTRPCClient } from '../../api/client.ts'
import { revisionKey } from '../../api/revision-key.ts'
import { serverNow } from '../../api/server-clock.ts'
import { keyOf } from '../../ui/scope-key.ts'
import { useVisible } from '../../ui/use-visible.ts'

export interface Live {
  /** Since when nothing is heard, once that has lasted for some seconds; else null. */
  readonly cutSince: Date | null
  readonly retry: () => void
}

const [firstWaitMs, longestWaitMs] = [1_000, 30_000]
/** A stream that comes back at once was not cut. */
const patienceMs = 4_000
/** Numbers that change many times a second are read this often. */
const betweenMs = 3_000

/**
 * Hears of everything that is written in the scope, by one stream while the page is looked at, and has what is shown asked for again; lists stay
 * as they are and are told. A cut stream is tried again, each time after twice as long.
 */
export function useLiveScope(scope: ScopeRequest): Live {
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const visible = useVisible()
  const key = keyOf(scope)
  const [cutSince, setCutSince] = useState<Date | null>(null)
  const [turn, setTurn] = useState(0)
  const failures = useRef(0)
  const heard = useRef<{ readonly key: string; readonly revision: string | null } | null>(null)
  const refresh = useRefresh(scope)
  const told = useEffectEvent((revision: string | null) => {
    failures.current = 0
    setCutSince(null)
    const before = heard.current
    heard.current = { key, revision }
    queryClient.setQueryData(revisionKey(scope), revision)
    if (before?.key === key && before.revision !== revision) refresh()
  })
  const retry = () => {
    failures.current = 0
    void queryClient.invalidateQueries({ predicate: (query) => isOf(query, scope) })
    setTurn((now) => now + 1)
  }
  useEffect(() => {
    if (!visible) return
    let over = false
    let again: ReturnType<typeof setTimeout> | undefined
    let patience: ReturnType<typeof setTimeout> | undefined
    const cut = () => {
      if (over || again !== undefined) return
      const at = serverNow()
      patience = setTimeout(() => setCutSince((since) => since ?? at), patienceMs)
      again = setTimeout(() => setTurn((now) => now + 1), Math.min(longestWaitMs, firstWaitMs * 2 ** failures.current))
      failures.current += 1
      stream.unsubscribe()
    }
    const stream = client.analytics.watch.subscribe(
      { scope },
      {
        onData: ({ revision }) => told(revision),
        onError: cut,
        onComplete: cut,
        onConnectionStateChange: ({ state, error }) => {
          if (state === 'connecting' && error !== null) cut()
        },
      },
    )
    return () => {
      over = true
      clearTimeout(again)
      clearTimeout(patience)
      stream.unsubscribe()
    }
    // The scope is its key: an object of the same scope begins no new stream.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, key, visible, turn])
  return { cutSince, retry }
}

/** Asks again for what is shown of the scope, soon, and not more often than can be looked at. */
function useRefresh(scope: ScopeRequest): () => void {
  const queryClient = useQueryClient()
  const state = useRef<{ lastMs: number; timer: ReturnType<typeof setTimeout> | undefined }>({ lastMs: 0, timer: undefined })
  useEffect(() => {
    const { current } = state
    return () => clearTimeout(current.timer)
  }, [])
  return () => {
    const { current } = state
    if (current.timer !== undefined) return
    current.timer = setTimeout(
      () => {
        current.timer = undefined
        current.lastMs = performance.now()
        void queryClient.invalidateQueries({ predicate: (query) => isOf(query, scope) && !isList(query) })
      },
      Math.max(500, current.lastMs + betweenMs - performance.now()),
    )
  }
}

const pathOf = ({ queryKey: [path] }: Query): string => (Array.isArray(path) ? path.join('.') : '')
/** Lists under somebody's eyes, which move when they are asked to. */
const isList = (query: Query): boolean => ['threads.list', 'threads.heldBack', 'campaigns.preview'].includes(pathOf(query))
/** What the registry says of a scope, which has no scope in its question. */
const registry: Readonly<Record<ScopeRequest['type'], readonly string[]>> = {
  automatic: ['brands.get', 'brands.list'],
  custom: ['campaigns.get', 'campaigns.list', 'analytics.campaigns'],
}

function isOf(query: Query, scope: ScopeRequest): boolean {
  if (registry[scope.type].includes(pathOf(query))) return true
  const asked: unknown = query.queryKey[1]
  const input: unknown = typeof asked === 'object' && asked !== null && 'input' in asked ? asked.input : null
  const of: unknown = typeof input === 'object' && input !== null && 'scope' in input ? input.scope : null
  return typeof of === 'object' && of !== null && keyOf(of as ScopeRequest) === keyOf(scope)
}
