/** The token stands in the fragment, which no server log sees; it leaves the address before it is used. */
export function takeToken(): string | null {
  const token = decodeURIComponent(location.hash.slice(1))
  if (token === '') return null
  history.replaceState(history.state, '', location.pathname + location.search)
  return token
}
