import type { Collected, Rereading } from '@echoscope/domain'
import { z } from 'zod'
import { trimmed } from '../connect/connector.ts'
import { parseJson } from '../http/json.ts'
import { goneFrom, monthly } from '../walk/reread.ts'
import { Figure, whole } from '../walk/wire.ts'
import type { GithubInput } from './index.ts'

const platform = 'github'
const counted = z.object({ totalCount: Figure }).nullish()
const Node = z.object({ id: z.string(), upvoteCount: Figure, reactions: counted, comments: counted }).nullable()
const Answer = z.object({
  data: z.object({ nodes: z.array(Node) }),
  errors: z.array(z.object({ type: z.string().nullish(), path: z.array(z.union([z.string(), z.number()])).nullish() })).nullish(),
})

const fields = 'reactions { totalCount } comments { totalCount }'
const query = `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Issue { ${fields} } ... on PullRequest { ${fields} }
  ... on Discussion { upvoteCount comments { totalCount } } } }`

/** A hundred issues, pull requests and discussions a request, to those with a token. What is deleted is said not to be found. */
export const rereadGithub = ({ http, baseUrl }: GithubInput): Rereading => ({
  atOnce: 100,
  most: 500,
  withinMs: monthly,
  async *ask(posts, { signal, now }) {
    const url = new URL(`${trimmed(baseUrl).replace(/\/api\/v3$/, '/api')}/graphql`)
    const body = JSON.stringify({ query, variables: { ids: posts.map(({ externalId }) => externalId) } })
    const asking = http.ask({ url, method: 'POST', headers: { 'content-type': 'application/json' }, body }, signal)
    let step = await asking.next()
    for (; step.done !== true; step = await asking.next()) yield [step.value]
    const { data, errors } = parseJson(new TextDecoder().decode(step.value.bytes), Answer, url.host)
    const notFound = new Set((errors ?? []).flatMap(({ type, path }) => (type === 'NOT_FOUND' && path?.[0] === 'nodes' ? [path[1]] : [])))
    const news = posts.flatMap(({ externalId }, at): Collected[] => {
      const node = data.nodes[at]
      if (notFound.has(at)) return [goneFrom(platform, externalId, { observedAt: now() })]
      if (node === undefined || node === null) return []
      const score = whole(node.upvoteCount ?? node.reactions?.totalCount)
      return [{ kind: 'observation', observation: { platform, externalId, observedAt: now(), score, comments: whole(node.comments?.totalCount) } }]
    })
    if (news.length > 0) yield news
  },
})
