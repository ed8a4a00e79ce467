import { type Collected, type Pace, type Source, SourceError } from '@echoscope/domain'
import { type Connector, listOf, trimmed } from '../connect/connector.ts'
import type { Http, Waiting } from '../http.ts'
import type { Listing } from '../walk/listing.ts'
import { oldestOf, readItems } from '../walk/read-items.ts'
import { searchesOf } from '../walk/searches.ts'
import { walk } from '../walk/walk.ts'
import { rereadYoutube } from './reread.ts'
import { commentToPost, videoToPost } from './to-post.ts'
import { judge, Page, Thread, Video } from './wire.ts'

export interface YoutubeInput {
  readonly http: Http
  readonly baseUrl: string
  readonly videos: readonly string[]
  readonly channels: readonly string[]
  readonly pageSize?: number
}

/** A day has a hundred searches: a term is one, and its newest videos are read. */
const videosOfSearch = 25

/** Comments under the videos and on the channels named, or, where none is, under the newest videos that each term finds. */
export const youtubeSource = (input: YoutubeInput): Source => ({
  kind: 'youtube',
  rereading: rereadYoutube(input),
  collect: (query, context) => {
    const { now } = context
    const named = [
      ...input.videos.map((id) => commentsOf(input, { name: `video ${id}`, parameters: { videoId: id } }, now)),
      ...input.channels.map((id) => commentsOf(input, { name: `channel ${id}`, parameters: { allThreadsRelatedToChannelId: id } }, now)),
    ]
    const searches = () => searchesOf(query, { name: 'YouTube', dialect: 'youtube', everything: false }).map((text) => searchOf(input, text, now))
    return walk(named.length > 0 ? named : searches(), query.window, context)
  },
})

interface Asked {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
}

async function* threads(
  input: YoutubeInput,
  asked: { parameters: Asked['parameters']; token: string | null; now: Date },
  signal: AbortSignal,
): AsyncGenerator<Waiting, { items: Collected[]; oldest: Date | null; next: string | null }> {
  const { http, baseUrl, pageSize = 100 } = input
  const url = new URL(`${trimmed(baseUrl)}/commentThreads`)
  const parameters = { part: 'snippet,replies', order: 'time', textFormat: 'plainText', maxResults: String(pageSize), ...asked.parameters }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  if (asked.token !== null) url.searchParams.set('pageToken', asked.token)
  const { items, nextPageToken } = yield* http.getJson(url, Page, signal)
  const times: Date[] = []
  const replies: Collected[] = []
  const found = readItems(items, Thread, {
    name: 'YouTube',
    toItem: ({ snippet, replies: answers }) => {
      const { topLevelComment, totalReplyCount } = snippet
      const under = { community: null, videoId: snippet.videoId ?? topLevelComment.snippet.videoId ?? '', observedAt: asked.now }
      times.push(topLevelComment.snippet.publishedAt)
      for (const reply of answers?.comments ?? []) replies.push({ kind: 'post', post: commentToPost(reply, under, 0) })
      return { kind: 'post', post: commentToPost(topLevelComment, under, totalReplyCount ?? 0) }
    },
  })
  return { items: [...found, ...replies], oldest: oldestOf(times), next: nextPageToken ?? null }
}

const commentsOf = (input: YoutubeInput, { name, parameters }: Asked, now: () => Date): Listing => ({
  key: name,
  host: new URL(input.baseUrl).host,
  page: (cursor, _window, signal) => threads(input, { parameters, token: cursor, now: now() }, signal),
})

/** The first page are the videos; each page after it, the newest comments under one of them. */
const searchOf = (input: YoutubeInput, term: string, now: () => Date): Listing => ({
  key: term,
  host: new URL(input.baseUrl).host,
  async *page(cursor, _window, signal) {
    if (cursor === null) {
      const url = new URL(`${trimmed(input.baseUrl)}/search`)
      const parameters = { part: 'snippet', type: 'video', q: term, order: 'date', maxResults: String(videosOfSearch), safeSearch: 'none' }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      const { items } = yield* input.http.getJson(url, Page, signal)
      const ids: string[] = []
      const found = readItems(items, Video, {
        name: 'YouTube',
        toItem: (video) => {
          ids.push(video.id.videoId)
          return { kind: 'post', post: videoToPost(video, now()) }
        },
      })
      return { items: found, oldest: null, next: ids.length === 0 ? null : ids.join(' ') }
    }
    const [videoId = '', ...others] = cursor.split(' ')
    const next = others.length === 0 ? null : others.join(' ')
    try {
      const { items } = yield* threads(input, { parameters: { videoId }, token: null, now: now() }, signal)
      return { items, oldest: null, next }
    } catch (error) {
      if (!(error instanceof SourceError) || error.fault !== 'gone') throw error
      return { items: [{ kind: 'left-out', reason: 'comments_closed' }], oldest: null, next }
    }
  },
})

const pace: Pace = { requests: 100, perMs: 60_000, burst: 10 }

export const youtube: Connector = {
  kind: 'youtube',
  name: 'YouTube',
  description: 'Comments under the videos or channels you name, or under what each keyword finds: a key has 100 searches and 10,000 other requests a day.',
  takes: ['apiKey', 'videos', 'channels'],
  needs: ['apiKey'],
  open(world, settings) {
    const baseUrl = world.baseUrl('youtube', 'https://www.googleapis.com/youtube/v3')
    const apiKey = settings['apiKey'] ?? ''
    const http = world.connect({ baseUrl, credential: apiKey, headers: { 'x-goog-api-key': apiKey }, pace, judge })
    return youtubeSource({ http, baseUrl, videos: listOf(settings['videos']), channels: listOf(settings['channels']) })
  },
}
