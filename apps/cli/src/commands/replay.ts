import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { inventedPosts, type PlaceFault, replayAll, type ReplayLimit, type ReplayPlace, replayPlaces } from '@echoscope/sources/replay'
import { type Command, UsageError } from '../command.ts'

/** Lemmy 0.19 and 1.0 are one source, which asks one of them. */
const shown = replayPlaces.filter((place) => place !== 'lemmy-1.0')

export const replay: Command = {
  help: `echoscope replay [--port 4200] [--posts 600] [--slow PLACE] [--refuse PLACE] [--throttle PLACE]

Serves invented posts about a product called Zephyr as Hacker News, Stack Exchange, Lemmy and the other places would, on this machine alone, so that everything
can be seen working without a network. Prints the settings that point an installation at it on stdout, and runs until Ctrl-C:

  npx pnpm@12 -s echoscope replay > replay.env &
  env $(cat replay.env) npx pnpm@12 start

--slow answers after three seconds, --refuse with 401, --throttle takes ten requests a minute. Each may be given for several places.
Places: ${shown.join(', ')}

Exit code 0: ended by Ctrl-C; 2: wrong usage.`,
  async run(args, io) {
    const several = { type: 'string', multiple: true, default: [] as string[] } as const
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string', default: '4200' }, posts: { type: 'string', default: '600' }, slow: several, refuse: several, throttle: several },
    })
    const [port, count] = [numberIn('--port', values.port, 65_535), numberIn('--posts', values.posts, 100_000)]
    const always: Partial<Record<ReplayPlace, PlaceFault>> = {}
    const limits: Partial<Record<ReplayPlace, ReplayLimit>> = {}
    for (const name of values.slow) always[placeOf(name)] = { kind: 'slow', ms: 3_000 }
    for (const name of values.refuse) always[placeOf(name)] = { kind: 'status', status: 401 }
    for (const name of values.throttle) limits[placeOf(name)] = { requests: 10, perMs: 60_000 }
    const now = new Date()
    await using server = await replayAll({
      posts: (place) => inventedPosts(count, now, { place: replayPlaces.indexOf(place), of: replayPlaces.length }),
      port,
      always,
      limits,
    })
    // Feeds are addresses that a user names, so they are allowed and not pointed at.
    const urls = shown.filter((place) => place !== 'feeds' && place !== 'hacker-news').map((place) => `${place}=${server.urlOf(place)}`)
    io.out(`HACKER_NEWS_URL=${server.urlOf('hacker-news')}`)
    io.out(`SOURCE_URLS=${[...urls, `bluesky-stream=${server.urlOf('bluesky')}`].join(',')}`)
    io.out(`SOURCE_ALLOW=${server.host}`)
    io.say(
      `${count.toLocaleString('en')} posts about Zephyr of each place are served at http://${server.host}. A feed of them: ${server.urlOf('feeds')}. Ctrl-C ends it.`,
    )
    if (!io.interrupted.aborted) await once(io.interrupted, 'abort')
    io.say(
      `${server.requests.length.toLocaleString('en')} requests were answered, ${server.requests.filter(({ refused }) => refused).length} of them with "too many".`,
    )
    return 0
  },
}

function placeOf(name: string): ReplayPlace {
  const place = shown.find((each) => each === name)
  if (place === undefined) throw new UsageError(`there is no place called "${name}"; there are ${shown.join(', ')}`)
  return place
}

function numberIn(flag: string, given: string, most: number): number {
  const value = Number(given)
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new UsageError(`${flag} is a whole number up to ${most.toLocaleString('en')}, not "${given}"`)
  return value
}
