import { messageOf } from './session.ts'

export type Opened = { readonly ok: true } | { readonly ok: false; readonly message: string }

/** The doors under /api/auth: each opens a session in a cookie, or says why not. */
async function knock(path: string, body: Readonly<Record<string, string>>): Promise<Opened> {
  const response = await fetch(`/api/auth/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(
    () => null,
  )
  if (response === null) return { ok: false, message: 'The server did not answer. Nothing was used up; try again.' }
  return response.ok ? { ok: true } : { ok: false, message: await messageOf(response, 'This was refused.') }
}

export const signInWithPassword = (email: string, password: string): Promise<Opened> => knock('sign-in', { email, password })
export const acceptInvitation = (token: string, person: { readonly name: string; readonly password: string }): Promise<Opened> =>
  knock('accept', { token, ...person })
export const choosePassword = (token: string, password: string): Promise<Opened> => knock('reset', { token, password })
