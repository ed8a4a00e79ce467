import type { MemberId, MemberLimit, Role } from '@echoscope/domain'
import { newId } from '@echoscope/domain'
import { type Answer, answerOf, type ApiHouse, type CallOptions } from './api-house.ts'

/** A member with a browser. */
export interface Person {
  readonly memberId: MemberId
  readonly email: string
  readonly cookie: string
  call(path: string, input?: unknown): Promise<Answer>
}

/** What a browser sends from the application's own pages. */
export const asBrowser = (cookie: string): CallOptions => ({ key: '', headers: { cookie, 'sec-fetch-site': 'same-origin' } })
export const cookieOf = ({ headers }: Answer): string => headers.get('set-cookie')?.split(';')[0] ?? ''

export const post = async (api: ApiHouse, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  answerOf(
    await fetch(new URL(path, api.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'test-request', ...headers },
      body: JSON.stringify(body),
    }),
  )

export async function person(api: ApiHouse, role: Role, limits: readonly MemberLimit[] | null = null): Promise<Person> {
  const { db, workspaceId } = api.house
  const email = `${newId()}@example.com`
  const memberId = await db.members.add(workspaceId, { name: 'Ada', email, role, limits, passwordHash: null })
  const cookie = cookieOf(await post(api, '/api/session', { token: await db.access.createSignInLink(workspaceId, { memberId, lifeMs: 60_000 }) }))
  return { memberId, email, cookie, call: (path, input) => api.call(path, input, asBrowser(cookie)) }
}
