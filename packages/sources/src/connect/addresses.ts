import { SourceError } from '@echoscope/domain'
import { listOf, trimmed } from './connector.ts'

/** Addresses a user listed, as addresses. @throws SourceError `gone` for one that is none. */
export function addressesOf(text: string | undefined, otherwise: readonly string[] = []): string[] {
  return listOf(text, otherwise).map((given, index) => {
    const url = URL.parse(given.includes('://') ? given : `https://${given}`)
    if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
      // Told by its place: settings are sealed, one may hold a token, and every viewer reads what went wrong with a source.
      throw new SourceError('gone', `Address ${index + 1} in the settings of this source is none; write it as https://example.org`)
    return trimmed(url.href)
  })
}
