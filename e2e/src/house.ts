import { replayHackerNews } from '@echoscope/sources/testing'
import { apiOf, newKey } from './api.ts'
import { echoscope, freePort, interrupt, newHome, removeHome, start } from './installation.ts'

/** A started installation in a home of its own, with an empty Hacker News beside it. */
export interface House extends AsyncDisposable {
  readonly address: string
  readonly link: string
  readonly api: ReturnType<typeof apiOf>
  run(...args: string[]): ReturnType<typeof echoscope>
  newLink(): Promise<string>
}

export async function house(): Promise<House> {
  const index = await replayHackerNews({ posts: [] })
  const [home, port] = [await newHome(), await freePort()]
  const started = await start({ home, port, env: { HACKER_NEWS_URL: index.url, RATE_PER_MINUTE: '100000', RATE_BURST: '100000' } })
  const run = (...args: string[]) => echoscope(home, ...args)
  return {
    address: started.address,
    link: started.link,
    api: apiOf(started.address, await newKey(run)),
    run,
    async newLink() {
      const { out } = await run('sign-in')
      return `${started.address}/sign-in#${out.trim().split('#')[1] ?? ''}`
    },
    async [Symbol.asyncDispose]() {
      await interrupt(started)
      await index.close()
      await removeHome(home)
    },
  }
}
