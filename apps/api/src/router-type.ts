import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from './routers/root.ts'

export type { AppRouter } from './routers/root.ts'
export type { WireErrorData, WireReason } from './errors.ts'
export type RouterInputs = inferRouterInputs<AppRouter>
export type RouterOutputs = inferRouterOutputs<AppRouter>
