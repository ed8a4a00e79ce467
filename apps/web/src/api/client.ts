import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCContext, createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { AppRouter } from '@echoscope/api/router-type'
import { faultOf } from './fault.ts'
import { notePage } from './newer-page.ts'
import { noteTime } from './server-clock.ts'
import { refuseStrange } from './strange-answer.ts'

const url = '/api/trpc'

/** Questions that carry a text or a rule, which may be longer than an address may be. */
const longQuestions: ReadonlySet<string> = new Set(['campaigns.preview', 'threads.why'])
/** What every answer tells beside what was asked. */
const listening = async (input: RequestInfo | URL, init?: Omit<RequestInit, 'signal'> & { readonly signal?: AbortSignal | null | undefined }) => {
  const response = await fetch(input, { ...init, signal: init?.signal ?? null })
  notePage(response)
  noteTime(response)
  refuseStrange(response)
  return response
}
const asLongAsItIs = splitLink({
  condition: ({ path }) => longQuestions.has(path),
  true: httpLink({ url, fetch: listening, methodOverride: 'POST' }),
  false: httpLink({ url, fetch: listening }),
})

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

/** One request per question, so that a slow or failed card never holds back another; subscriptions by server-sent events. */
export const createClient = () =>
  createTRPCClient<AppRouter>({
    links: [splitLink({ condition: ({ type }) => type === 'subscription', true: httpSubscriptionLink({ url }), false: asLongAsItIs })],
  })

/** A session that was ended elsewhere is noticed by whichever request comes next, a click that changes something too. */
const leaveWhenOut = (onSignedOut: () => void) => (error: unknown) => {
  if (faultOf(error).reason === 'sign_in_required') onSignedOut()
}

/** Whoever is told to wait longer than this sees why, and presses when they like. */
const longestWaitMs = 5_000

/** Keys hold the whole input, scope included: one scope can never read what another one fetched. */
export const createQueries = (onSignedOut: () => void) =>
  new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenOut(onSignedOut) }),
    mutationCache: new MutationCache({ onError: leaveWhenOut(onSignedOut) }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => {
          const { mayPass, retryAfterMs } = faultOf(error)
          return failures < 2 && mayPass && (retryAfterMs ?? 0) <= longestWaitMs
        },
        retryDelay: (attempt, error) => Math.max(400 * 2 ** attempt, faultOf(error).retryAfterMs ?? 0),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })

export const createApi = (onSignedOut: () => void) => {
  const queryClient = createQueries(onSignedOut)
  const client = createClient()
  return { queryClient, client, trpc: createTRPCOptionsProxy<AppRouter>({ client, queryClient }) }
}
export type Api = ReturnType<typeof createApi>

/** Both ways to ask, as infinite lists need them: their own option helper would send fields the API refuses. */
export const useAsk = (): Pick<Api, 'client' | 'trpc'> => ({ client: useTRPCClient(), trpc: useTRPC() })
