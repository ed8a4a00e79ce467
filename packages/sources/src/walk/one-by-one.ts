import { type Collected, type Rereading, SourceError, type StoredPost } from '@echoscope/domain'
import type { Waiting } from '../http.ts'
import { absentAmong } from './reread.ts'

interface OneByOne extends Omit<Rereading, 'ask' | 'atOnce'> {
  readonly platform: string
  /** What the place says of one; null: nothing. Thrown as `gone`: there is no such post any more. */
  ask(post: StoredPost, now: Date, signal: AbortSignal): AsyncGenerator<Waiting, Collected | null>
}

const atOnce = 25

/** For places that give one post a request, and answer 404 for one that is deleted. */
export const oneByOne = ({ platform, most, withinMs, ask }: OneByOne): Rereading => ({
  atOnce,
  most,
  withinMs,
  async *ask(posts, { signal, now }) {
    const present = new Set<string>()
    for (const post of posts) {
      try {
        const asking = ask(post, now(), signal)
        let step = await asking.next()
        for (; step.done !== true; step = await asking.next()) yield [step.value]
        present.add(post.externalId)
        if (step.value !== null) yield [step.value]
      } catch (error) {
        if (!(error instanceof SourceError) || error.fault !== 'gone') throw error
      }
    }
    const absent = absentAmong(posts, present, { platform, observedAt: now() })
    if (absent.length > 0) yield absent
  },
})
