import { newId } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Answer, type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { asBrowser, cookieOf, person, post } from '../testing/person.ts'

let api: ApiHouse
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
})
afterAll(() => api[Symbol.asyncDispose]())

const password = 'correct horse battery'
const tokenOf = ({ data }: Answer): string => (data as { path: string }).path.split('#')[1] ?? ''
const invite = async (role = 'viewer') => {
  const email = `${newId()}@example.com`
  const answer = await api.call('members.invite', { email: ` ${email.toUpperCase()}`, role })
  return { email, token: tokenOf(answer), id: (answer.data as { id: string }).id }
}
const joined = async (role = 'viewer') => {
  const { email, token } = await invite(role)
  const accepted = await post(api, '/api/auth/accept', { token, name: 'Grace', password })
  return { email, cookie: cookieOf(accepted), memberId: ((await me(cookieOf(accepted))).data as { member: { id: string } }).member.id }
}
const me = (cookie: string): Promise<Answer> => api.call('viewer.me', undefined, asBrowser(cookie))
const signIn = (email: string, given: string, headers?: Record<string, string>): Promise<Answer> =>
  post(api, '/api/auth/sign-in', { email, password: given }, headers)
const said = ({ status, text, headers }: Answer): string => `${status} ${text} ${headers.get('set-cookie') ?? ''}`
/** Tests sign in more often than a person may. */
const forgive = () => api.house.owner('DELETE FROM sign_in_attempts')

describe('what an owner handed out', () => {
  test.each(['removed', 'made an editor'])('ends when they are %s: no invitation and no link of theirs lets anybody in', async (how) => {
    const { db, workspaceId } = api.house
    const [mallory, other] = [await person(api, 'owner'), await person(api, 'owner')]
    const key = ((await mallory.call('keys.create', { name: 'k', role: 'owner' })).data as { key: string }).key
    const invited = [
      await mallory.call('members.invite', { email: `${newId()}@example.com`, role: 'owner' }),
      await api.call('members.invite', { email: `${newId()}@example.com`, role: 'owner' }, { key }),
    ]
    const toSignIn = await mallory.call('members.link', { memberId: other.memberId, purpose: 'sign-in' })
    const toReset = await mallory.call('members.link', { memberId: other.memberId, purpose: 'password' })
    await (how === 'removed'
      ? db.members.remove(workspaceId, mallory.memberId)
      : db.members.update(workspaceId, { memberId: mallory.memberId, role: 'editor' }))
    for (const each of invited) {
      expect((await post(api, '/api/auth/invitation', { token: tokenOf(each) })).error?.data.reason).toBe('link_used')
      expect((await post(api, '/api/auth/accept', { token: tokenOf(each), name: 'Mallory', password })).error?.data.reason).toBe('link_used')
    }
    expect((await post(api, '/api/session', { token: tokenOf(toSignIn) })).error?.data.reason).toBe('link_used')
    expect((await post(api, '/api/auth/reset', { token: tokenOf(toReset), password })).error?.data.reason).toBe('link_used')
    expect((await other.call('viewer.me')).status).toBe(200)
  })
})

describe('an invitation', () => {
  test('says who invites to what, makes the member and signs in, once', async () => {
    const { email, token } = await invite('editor')
    expect(JSON.parse((await post(api, '/api/auth/invitation', { token })).text)).toMatchObject({ workspace: 'Local workspace', email, role: 'editor' })
    const accepted = await post(api, '/api/auth/accept', { token, name: 'Grace', password })
    expect(accepted.headers.get('set-cookie')).toMatch(/^echoscope_session_\d+=ess_\S+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
    expect((await me(cookieOf(accepted))).data).toMatchObject({ role: 'editor', member: { name: 'Grace', email, hasPassword: true }, limits: null })
    for (const path of ['/api/auth/invitation', '/api/auth/accept'])
      expect((await post(api, path, path.endsWith('accept') ? { token, name: 'Eve', password } : { token })).error?.data.reason).toBe('link_used')
  })
  test('that is used, revoked, replaced, expired, truncated, foreign or none is one answer', async () => {
    const revoked = await invite()
    expect((await api.call('members.revokeInvitation', { invitationId: revoked.id })).status).toBe(200)
    const replaced = await invite()
    await api.call('members.invite', { email: replaced.email, role: 'viewer' })
    const expired = await api.house.db.invitations.invite(api.house.workspaceId, { email: 'late@example.com', role: 'owner', invitedBy: 'x', lifeMs: -1 })
    const { token } = await invite()
    const other = (await api.house.db.workspaces.create('Other')).id.replaceAll('-', '')
    const tokens = [
      revoked.token,
      replaced.token,
      expired.text,
      token.slice(0, -1),
      token.replace(/_[0-9a-f]{32}_/, `_${other}_`),
      token.replace('esi', 'esl'),
      'x',
    ]
    const answers = await Promise.all(tokens.map((each) => post(api, '/api/auth/accept', { token: each, name: 'Eve', password })))
    expect(new Set(answers.map(said)).size).toBe(1)
    expect(answers[0]?.error?.data.reason).toBe('link_used')
  })
  test('accepted twice at once makes one member', async () => {
    const { token, email } = await invite()
    const answers = await Promise.all([1, 2, 3].map(() => post(api, '/api/auth/accept', { token, name: 'Grace', password })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401])
    expect(await api.house.owner('SELECT id FROM members WHERE email = $1', [email])).toHaveLength(1)
  })
  test('asks for a password of twelve characters, and keeps neither it nor the address outside the policy', async () => {
    const { token } = await invite()
    expect((await post(api, '/api/auth/accept', { token, name: 'Grace', password: 'short' })).error?.data.reason).toBe('invalid_input')
    const { email } = await joined()
    const rows = await api.house.owner<{ text: string }>(
      `SELECT t::text AS text FROM sign_in_names t UNION ALL SELECT t::text FROM sign_in_attempts t UNION ALL SELECT t::text FROM members t`,
    )
    expect(rows.some(({ text }) => text.includes(password))).toBe(false)
    const open = await api.house.owner<{ text: string }>('SELECT t::text AS text FROM sign_in_names t UNION ALL SELECT t::text FROM sign_in_attempts t')
    expect(open.some(({ text }) => text.includes(email))).toBe(false)
  })
})

describe('signing in with a password', () => {
  test('opens a session, whatever the case of the address', async () => {
    const { email } = await joined('editor')
    expect((await me(cookieOf(await signIn(email.toUpperCase(), password)))).data).toMatchObject({ role: 'editor', via: 'session' })
  })
  test('an unknown address, a wrong password, a member without one and a removed one are one answer, byte for byte', async () => {
    await forgive()
    const { email } = await joined()
    const gone = await joined()
    await api.call('members.remove', { memberId: gone.memberId })
    const { email: withLinks } = await person(api, 'viewer')
    const answers = [
      await signIn(`${newId()}@example.com`, password),
      await signIn(email, `${password}x`),
      await signIn(email, ''),
      await signIn(withLinks, password),
      await signIn(gone.email, password),
    ]
    expect(new Set(answers.map(said)).size).toBe(1)
    expect([answers[0]?.status, answers[0]?.error?.data.reason]).toEqual([401, 'wrong_credentials'])
  })
  test('an unknown address takes as long as a wrong password: both verify a hash', async () => {
    const { email } = await joined()
    const took = { known: [] as number[], unknown: [] as number[] }
    const timed = async (address: string): Promise<number> => {
      await forgive()
      const begunAt = performance.now()
      await signIn(address, 'wrong password here')
      return performance.now() - begunAt
    }
    // In turns, so that a busy machine slows both alike.
    for (let n = 0; n < 11; n += 1) {
      took.known.push(await timed(email))
      took.unknown.push(await timed(`${newId()}@example.com`))
    }
    const [known = 0, unknown = 0] = [took.known, took.unknown].map((all) => all.toSorted((one, other) => one - other)[5])
    // scrypt takes some fifty milliseconds; without it the answer is there in a tenth of that.
    expect(unknown).toBeGreaterThan(known * 0.6)
    expect(unknown).toBeLessThan(known * 1.7)
  })
  test('is limited in the database: the eleventh try is not looked at, not even with the right password, and other people are not locked out', async () => {
    await forgive()
    const [one, other] = [await joined(), await joined()]
    for (let n = 0; n < 10; n += 1) expect((await signIn(one.email, 'a wrong password')).status).toBe(401)
    const refused = await signIn(one.email, password)
    expect([refused.status, refused.error?.data.reason]).toEqual([429, 'rate_limited'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800)
    expect((await signIn(other.email, password)).status).toBe(200)
    await api.house.owner(`UPDATE sign_in_attempts SET began_at = began_at - interval '16 minutes'`)
    expect((await signIn(one.email, password)).status).toBe(200)
  })
  test('a hundred tries at once are counted one by one', async () => {
    await forgive()
    const { email } = await joined()
    const answers = await Promise.all(Array.from({ length: 30 }, () => signIn(email, 'a wrong password')))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    await forgive()
  })
  test('by a member of another workspace who took the same address forgives no guesses at the password behind it', async () => {
    await forgive()
    const { db } = api.house
    const { email } = await joined()
    const rival = await db.workspaces.create('Rival')
    const own = 'a password of the rival'
    const link = await db.invitations.invite(rival.id, { email, role: 'viewer', invitedBy: 'x', lifeMs: 60_000 })
    expect((await post(api, '/api/auth/accept', { token: link.text, name: 'Mallory', password: own })).status).toBe(200)
    const guesses: number[] = []
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 6; n += 1) guesses.push((await signIn(email, `guess ${round} ${n}`)).status)
      await signIn(email, own)
    }
    expect(guesses.filter((status) => status === 401)).toHaveLength(10)
    await forgive()
    expect([(await signIn(email, own)).status, (await signIn(email, password)).status]).toEqual([200, 200])
  })
  test('is refused from another site, and as a form', async () => {
    const { email } = await joined()
    expect((await signIn(email, password, { origin: 'https://evil.example' })).error?.data.reason).toBe('cross_site')
    expect((await signIn(email, password, { 'content-type': 'text/plain' })).status).toBe(400)
  })
})

describe('a new password', () => {
  test('is chosen with a link, once, and ends every session there was', async () => {
    const { email, cookie, memberId } = await joined()
    const token = tokenOf(await api.call('members.link', { memberId, purpose: 'password' }))
    const reset = await post(api, '/api/auth/reset', { token, password: 'another long password' })
    expect(reset.status).toBe(200)
    expect((await me(cookieOf(reset))).status).toBe(200)
    expect((await me(cookie)).error?.data.reason).toBe('sign_in_required')
    expect((await signIn(email, password)).status).toBe(401)
    expect((await signIn(email, 'another long password')).status).toBe(200)
    expect((await post(api, '/api/auth/reset', { token, password })).error?.data.reason).toBe('link_used')
  })
  test('a link for a password signs nobody in, and a link to sign in sets no password', async () => {
    const { memberId } = await joined()
    const forPassword = tokenOf(await api.call('members.link', { memberId, purpose: 'password' }))
    const forSession = tokenOf(await api.call('members.link', { memberId, purpose: 'sign-in' }))
    expect((await post(api, '/api/session', { token: forPassword })).status).toBe(401)
    expect((await post(api, '/api/auth/reset', { token: forSession, password })).status).toBe(401)
    expect((await post(api, '/api/session', { token: forPassword.replace('esp', 'esl') })).status).toBe(401)
  })
  test('is chosen by oneself with the old one; other sessions end, this one stays', async () => {
    await forgive()
    const { email, cookie } = await joined()
    const other = cookieOf(await signIn(email, password))
    const change = (input: unknown) => api.call('account.update', input, asBrowser(cookie))
    expect((await change({ password: 'another long password' })).error?.data.details).toEqual({ path: 'currentPassword' })
    expect((await change({ password: 'another long password', currentPassword: password })).status).toBe(200)
    expect([(await me(cookie)).status, (await me(other)).status]).toEqual([200, 401])
  })
  test('chosen by oneself ends the links that were handed out before', async () => {
    const { cookie, memberId } = await joined()
    const links = [await api.call('members.link', { memberId, purpose: 'sign-in' }), await api.call('members.link', { memberId, purpose: 'password' })].map(
      tokenOf,
    )
    expect((await api.call('account.update', { password: 'another long password', currentPassword: password }, asBrowser(cookie))).status).toBe(200)
    expect((await post(api, '/api/session', { token: links[0] })).error?.data.reason).toBe('link_used')
    expect((await post(api, '/api/auth/reset', { token: links[1], password })).error?.data.reason).toBe('link_used')
  })
})

describe('a session', () => {
  test('is listed to its own member alone, and ended there', async () => {
    const { cookie, email } = await joined()
    await forgive()
    const other = cookieOf(await signIn(email, password, { 'user-agent': 'Other browser' }))
    const list = async () =>
      ((await api.call('sessions.list', undefined, asBrowser(cookie))).data as { items: { id: string; agent: string; isCurrent: boolean }[] }).items
    const [newer, ...rest] = await list()
    expect([newer?.agent, newer?.isCurrent, rest.length]).toEqual(['Other browser', false, 1])
    const stranger = await person(api, 'owner')
    expect((await stranger.call('sessions.revoke', { sessionId: newer?.id })).data).toBeNull()
    expect((await me(other)).status).toBe(200)
    expect((await api.call('sessions.revoke', { sessionId: newer?.id }, asBrowser(cookie))).data).toEqual({ ended: true })
    expect([(await me(other)).status, (await list()).length]).toEqual([401, 1])
  })
  test('of a removed member, a truncated, altered or invented one is one answer', async () => {
    const { cookie, memberId } = await joined()
    const { cookie: good } = await joined()
    await api.call('members.remove', { memberId })
    const invented = good.replace(/=.*/, `=ess_${'0'.repeat(32)}_${'A'.repeat(43)}`)
    const answers = await Promise.all([cookie, good.slice(0, -1), good.replace('ess_', 'esk_'), invented].map(me))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  })
  test('in a query string, a bearer header or another cookie opens nothing', async () => {
    const { cookie } = await joined()
    const text = cookie.split('=')[1] ?? ''
    for (const headers of [{ authorization: `Bearer ${text}` }, { cookie: `session=${text}` }, { 'x-session': text }] as Record<string, string>[])
      expect((await api.call('viewer.me', undefined, { key: '', headers })).status).toBe(401)
    const asked = await fetch(new URL(`/api/trpc/viewer.me?session=${text}&token=${text}&${cookie}`, api.url))
    expect(asked.status).toBe(401)
  })
})

describe('a refused sign-in', () => {
  const newest = async () =>
    ((await api.call('audit.list', { limit: 1 })).data as { items: { action: string; target: { memberId?: string }; actor: string }[] }).items[0]

  test('of a member is in the audit log, with a wrong password and with a link used before, without either', async () => {
    await forgive()
    const { email, memberId } = await joined()
    await signIn(email, 'not the password at all')
    expect(await newest()).toMatchObject({ action: 'session.refused', actor: 'Grace', target: { memberId } })
    const token = tokenOf(await api.call('members.link', { memberId, purpose: 'sign-in' }))
    for (const status of [200, 401]) expect((await post(api, '/api/session', { token })).status).toBe(status)
    expect(await newest()).toMatchObject({ action: 'session.refused', target: { memberId } })
    const { text } = await api.call('audit.list', { limit: 20 })
    expect(text).not.toMatch(/not the password|es[klpi]_/)
  })
  test('of an address or a link that is nobody’s leaves no line', async () => {
    await forgive()
    await api.call('members.invite', { email: `${newId()}@example.com`, role: 'viewer' })
    await signIn(`${newId()}@example.com`, 'whatever it may be')
    await post(api, '/api/session', { token: `esl_${api.house.workspaceId.replaceAll('-', '')}_${'A'.repeat(43)}` })
    expect(await newest()).toMatchObject({ action: 'members.invite' })
  })
})
