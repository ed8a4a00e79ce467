import { anyOf, parseQuery } from '@echoscope/domain'
import type { SourceQuery } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { createHttp } from '../http.ts'
import { githubSource } from './index.ts'

const now = () => new Date('2026-11-23T12:00:00Z')

test('words and repositories that an editor names ask for nothing that is not public, whatever the token of the workspace may open', async () => {
  const queries: string[] = []
  const http = createHttp({
    userAgent: 'test',
    fetch: async (url, { body }) => {
      queries.push(url.searchParams.get('q') ?? String(JSON.parse(body ?? '{}').variables.query))
      const answer = body === undefined ? { items: [] } : { data: { search: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] } } }
      return { status: 200, headers: new Headers(), body: new Response(JSON.stringify(answer)).body }
    },
  })
  const source = githubSource({ baseUrl: 'https://api.github.example', http, repositories: [], hasToken: true })
  const window = { since: new Date('2026-11-22'), until: now() }
  const terms = ['is:private', '"x" repo:own/secret']
  const communities = ['own/open is:private repo:own/secret']
  const read = async (query: Omit<SourceQuery, 'window'>) => {
    for await (const _ of source.collect({ ...query, window }, { signal: AbortSignal.timeout(5_000), checkpoint: null, now }));
  }
  await read({ wanted: anyOf(terms), terms, communities })
  // A query without words is asked for by its terms, which nobody compiled.
  await read({ wanted: parseQuery('*x'), terms: ['x) OR is:private (y', 'x OR is:private'], communities: [] })
  expect(queries).toHaveLength(10)
  for (const each of queries) {
    expect(each).toContain(' is:public ')
    expect(each.match(/\S+:\S+/g)?.filter((qualifier) => !/^(is:(public|issue|pull-request)|created:.*|sort:created-desc)$/.test(qualifier))).toEqual(
      queries.indexOf(each) < 4 ? ['repo:own/openisprivaterepoown/secret'] : [],
    )
    if (each.includes(' OR ')) expect(each).toMatch(/^\([^:]* OR [^:]*\) \S+:/)
  }
})
