/** Calls the API of an installation as any HTTP client would; throws what it answers other than data. */
export function apiOf(address: string, key: string) {
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(`${address}/api/trpc/${path}`, { ...init, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
    const answer: { result: { data: unknown } } = JSON.parse(text)
    return answer.result.data
  }
  return {
    query: (path: string, input?: unknown) => ask(input === undefined ? path : `${path}?input=${encodeURIComponent(JSON.stringify(input))}`, { method: 'GET' }),
    mutate: (path: string, input: unknown) => ask(path, { method: 'POST', body: JSON.stringify(input) }),
  }
}

/** Every number of the page and of scripts is read through this key. */
export async function newKey(run: (...args: string[]) => Promise<{ readonly out: string }>): Promise<string> {
  return (await run('keys', 'create', '--name', 'tests', '--role', 'owner')).out.trim()
}
