/** "Lumen Home", lumenhome.example → “Lumen Home”, “lumenhome”: what a brand is probably called, for a person to change. */
export function proposedKeywords(name: string, website: string): string[] {
  const words = name.trim().replace(/\s+/g, ' ')
  const host = hostOf(website)?.split('.').at(-2) ?? ''
  const proposals = [words, words.includes(' ') ? words.replaceAll(' ', '') : '', host.length >= 3 ? host : '']
  const seen = new Set<string>()
  return proposals.filter((word) => {
    const key = word.toLocaleLowerCase('en')
    if (word === '' || word.length > 100 || seen.has(key)) return false
    seen.add(key)
    return /[\p{L}\p{N}]/u.test(word)
  })
}

function hostOf(website: string): string | null {
  try {
    return new URL(website).hostname.replace(/^www\./, '')
  } catch {
    return null
  }
}
