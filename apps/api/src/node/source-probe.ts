import { createHttp, probeHackerNews } from '@echoscope/sources'
import type { ApiConfig } from '../config.ts'
import type { Deps } from '../deps.ts'

/** Shorter than a caller's patience, and one try: what a run would retry, a test tells at once. */
const timeoutMs = 8_000

export function createSourceProbe({ hackerNewsUrl }: Pick<ApiConfig, 'hackerNewsUrl'>, now: Deps['now']): Deps['probeSource'] {
  const http = createHttp({ userAgent: 'Echoscope', timeoutMs, tries: 1, allow: [new URL(hackerNewsUrl).host] })
  return async (kind, signal) => {
    if (kind !== 'hacker-news') throw new Error(`there is no probe for ${kind}`)
    await probeHackerNews(http, hackerNewsUrl, { now: now(), signal })
  }
}
