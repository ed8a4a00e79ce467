import { QueryClient } from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { AppRouter } from '@echoscope/api/router-type'
import type { BrandId, CampaignId, ScopeRequest } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { createClient } from './client.ts'

const id = (n: number): string => `018f0000-0000-7000-8000-00000000000${n}`
const scopes: ScopeRequest[] = [
  { type: 'automatic', brandId: id(1) as BrandId },
  { type: 'automatic', brandId: id(2) as BrandId },
  { type: 'custom', campaignId: id(1) as CampaignId },
  { type: 'custom', campaignId: id(2) as CampaignId },
]
const trpc = createTRPCOptionsProxy<AppRouter>({ client: createClient(), queryClient: new QueryClient() })

test('what one scope was answered is kept under a key that no other scope has (L9)', () => {
  const keys = scopes.flatMap((scope) => [
    trpc.analytics.dashboard.queryKey({ scope }),
    trpc.threads.list.queryKey({ scope }),
    trpc.insights.current.queryKey({ scope }),
    trpc.scouts.list.queryKey({ scope }),
  ])
  expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length)
  const queries = new QueryClient()
  for (const [n, scope] of scopes.entries()) queries.setQueryData(trpc.threads.list.queryKey({ scope }), n as never)
  expect(scopes.map((scope) => queries.getQueryData(trpc.threads.list.queryKey({ scope })))).toEqual([0, 1, 2, 3])
})
