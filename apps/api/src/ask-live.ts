import {
  compileQuery,
  createListener,
  type Listening,
  type LiveAnswer,
  type Post,
  previewSampleOf,
  ruleOf,
  SourceError,
  type SourceQuery,
} from '@echoscope/domain'
import type { Deps } from './deps.ts'

const patienceMs = 10_000
const windowMs = 30 * 86_400_000
const mostSamples = 5

export interface LiveAsking {
  readonly ask: (source: string, asked: { readonly query: SourceQuery; readonly signal: AbortSignal }) => Promise<readonly Post[]>
  readonly sources: readonly string[]
  readonly rule: Listening
}

/** Asks each source for a page of what the rule wants, at once and in the places' own time, and says how much of it the rule keeps. Nothing is stored. */
export const askLive = (deps: Pick<Deps, 'sources' | 'now'>, { ask, sources, rule }: LiveAsking): Promise<LiveAnswer[]> => {
  const { wanted } = ruleOf(rule)
  const until = deps.now()
  const terms = (rule.query ?? null) === null ? rule.keywords : compileQuery(wanted, 'terms')
  const query = { wanted, terms, communities: rule.communities, window: { since: new Date(until.getTime() - windowMs), until } }
  return Promise.all(
    [...new Set(sources)].map(async (source): Promise<LiveAnswer> => {
      const name = deps.sources.find(({ kind }) => kind === source)?.name
      if (name === undefined) return refused(source, `This installation has no source called "${source}".`)
      try {
        return answer(source, await ask(source, { query, signal: AbortSignal.timeout(patienceMs) }), rule)
      } catch (error) {
        if (error instanceof SourceError) return refused(source, error.message)
        if (error instanceof DOMException) return refused(source, `${name} gave no answer within ${patienceMs / 1_000} s.`)
        throw error
      }
    }),
  )
}

/** What is in which language is told when it is analysed, so that here none is left out for its language. */
function answer(source: string, posts: readonly Post[], rule: Listening): LiveAnswer {
  const hear = createListener(rule)
  const kept = posts
    .map(({ title, body, url, author, community, platform, publishedAt }) => {
      const text = { id: null, title, body, url, author, community: community.name, publishedAt, sources: [platform, source] }
      return { text, heard: hear(text) }
    })
    .filter(({ heard }) => heard.kept)
    .toSorted((a, b) => b.text.publishedAt.getTime() - a.text.publishedAt.getTime())
  const samples = kept.slice(0, mostSamples).map(({ text, heard }) => previewSampleOf(text, heard))
  return { source, fetched: posts.length, matching: kept.length, refused: null, samples }
}

const refused = (source: string, why: string): LiveAnswer => ({ source, fetched: null, matching: null, refused: why, samples: [] })
