import type { Http } from '../http.ts'
import { SearchPage, searchUrl } from './search.ts'

/** One small question, to see whether the service answers. @throws SourceError as `Http` does. */
export async function probeHackerNews(http: Http, baseUrl: string, { now, signal }: { readonly now: Date; readonly signal: AbortSignal }): Promise<void> {
  const until = Math.floor(now.getTime() / 1_000)
  const asking = http.getJson(searchUrl(baseUrl, { term: '', since: until - 3_600, until, page: 0, hitsPerPage: 1 }), SearchPage, signal)
  for (let step = await asking.next(); step.done !== true; ) step = await asking.next()
}
