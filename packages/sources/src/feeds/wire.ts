import { SourceError } from '@echoscope/domain'
import { parseFeed } from '@rowanmanning/feed-parser'
import { z } from 'zod'
import { asInstant } from '../dates.ts'
import { jsonIn } from '../http/json.ts'
import { splitFeed } from './split-feed.ts'

/** An entry as any kind of feed writes it. Texts may be HTML. */
export interface Entry {
  readonly id: string | null
  readonly url: string | null
  readonly title: string
  readonly content: string
  readonly author: string | null
  readonly publishedAt: Date | null
}
export interface Feed {
  readonly title: string
  readonly url: string | null
  readonly entries: readonly Entry[]
}

const text = z.string().nullish()
const JsonFeed = z.object({
  version: z.string().regex(/jsonfeed\.org\/version/),
  title: text,
  home_page_url: text,
  items: z.array(
    z.object({
      id: z.union([z.string(), z.number()]).nullish(),
      url: text,
      external_url: text,
      title: text,
      content_html: text,
      content_text: text,
      summary: text,
      date_published: text,
      date_modified: text,
      author: z.object({ name: text }).nullish(),
      authors: z.array(z.object({ name: text })).nullish(),
    }),
  ),
})

/** RSS of every version, RDF, Atom, JSON Feed. @throws SourceError `malformed` for what is none. */
export function readFeed(source: string, host: string): Feed {
  return source.trimStart().startsWith('{') ? readJsonFeed(source, host) : readXmlFeed(source, host)
}

function readXmlFeed(source: string, host: string): Feed {
  const parts = splitFeed(source)
  if (parts === null) throw new SourceError('malformed', `${host} sent a feed of more entries than can be read`)
  try {
    const feeds = parts.map(parseFeed)
    return {
      title: feeds[0]?.title ?? host,
      url: feeds[0]?.url ?? null,
      entries: feeds.flatMap(({ items }) =>
        items.map((item) => ({
          id: item.id,
          url: item.url,
          title: item.title ?? '',
          content: item.content ?? item.description ?? '',
          author: item.authors[0]?.name ?? null,
          publishedAt: item.published ?? item.updated,
        })),
      ),
    }
  } catch (cause) {
    throw new SourceError('malformed', `${host} sent something that is not a feed`, { cause })
  }
}

function readJsonFeed(source: string, host: string): Feed {
  const { data: feed } = JsonFeed.safeParse(jsonIn(source))
  if (feed === undefined) throw new SourceError('malformed', `${host} sent something that is not a feed`)
  return {
    title: feed.title ?? host,
    url: feed.home_page_url ?? null,
    entries: feed.items.map((item) => ({
      id: item.id === null || item.id === undefined ? null : String(item.id),
      url: item.url ?? item.external_url ?? null,
      title: item.title ?? '',
      content: item.content_html ?? item.content_text ?? item.summary ?? '',
      author: item.authors?.[0]?.name ?? item.author?.name ?? null,
      publishedAt: instantOf(item.date_published ?? item.date_modified),
    })),
  }
}

function instantOf(value: unknown): Date | null {
  const instant = asInstant(value)
  return instant instanceof Date ? instant : null
}
