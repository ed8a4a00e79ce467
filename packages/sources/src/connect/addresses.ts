import { SourceError } from '@echoscope/domain'
import { listOf, trimmed } from './connector.ts'

/** Addresses a user listed, as addresses. @throws SourceError `gone` for one that is none. */
export function addressesOf(text: string | undefined, otherwise: readonly string[] = []): string[] {
  return listOf(text, otherwise).map((given) => {
    const url = URL.parse(given.includes('://') ? given : `https://${given}`)
    if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
      throw new SourceError('gone', `"${given.slice(0, 60)}" in the settings of this source is no address; write it as https://example.org`)
    return trimmed(url.href)
  })
}
