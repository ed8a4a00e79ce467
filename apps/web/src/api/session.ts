/** Trades the one-time token of a sign-in link for a session cookie. The answer says why where it was refused. */
export async function signIn(token: string): Promise<{ ok: true } | { ok: false; message: string }> {
  const response = await fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => null)
  if (response === null) return { ok: false, message: 'The server did not answer. Start it, then open the link again: it was not used up.' }
  if (response.ok) return { ok: true }
  return { ok: false, message: await messageOf(response, 'The link was refused. Each link opens one session, once.') }
}

export const signOut = (): Promise<boolean> =>
  fetch('/api/session', { method: 'DELETE' }).then(
    ({ ok }) => ok,
    () => false,
  )

/** The words of a refusal that did not come through tRPC. */
export async function messageOf(response: { text: () => Promise<string> }, otherwise: string): Promise<string> {
  try {
    const body: unknown = JSON.parse(await response.text())
    const error: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : body
    const message: unknown = typeof error === 'object' && error !== null && 'message' in error ? error.message : null
    return typeof message === 'string' && message !== '' ? message : otherwise
  } catch {
    return otherwise
  }
}
