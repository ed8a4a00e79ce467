/** A web site as people type it, as the API takes it; empty is none. */
export const websiteOf = (typed: string): string | null => {
  const text = typed.trim()
  return text === '' ? null : /^https?:\/\//i.test(text) ? text : `https://${text}`
}
