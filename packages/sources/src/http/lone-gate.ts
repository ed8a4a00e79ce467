import type { Gate, GateFault } from '@echoscope/domain'

/** A gate of one asker, forgotten with it: it keeps closures and no pace. Whoever was told of a closure waits it out, and is not told again. */
export function loneGate(now: () => Date): Gate {
  let closed: { until: number; fault: GateFault } | null = null
  return {
    async enter(patienceMs) {
      const waitMs = Math.max(0, (closed?.until ?? 0) - now().getTime())
      const turn = { taken: waitMs <= patienceMs, waitMs, fault: closed?.fault ?? 'rate_limited' }
      if (turn.taken) closed = null
      return turn
    },
    closedMs: async () => 0,
    async close(ms, fault) {
      const until = now().getTime() + ms
      if (closed === null || until > closed.until) closed = { until, fault }
    },
  }
}
