import { copyDays, leastLikeness, likeness, type NearText, type ThreadId } from '@echoscope/domain'
import { type FoldedThread, keyOf } from '../store-fold.ts'

/** A post that is to be a thread, or the copy of one. */
export interface Candidate {
  readonly thread: FoldedThread
  readonly near: NearText
  /** The kind of source that found it. */
  readonly source: string
}
/** A stored thread, as posts are compared with it. */
export interface StoredHead {
  readonly id: ThreadId
  readonly platform: string
  readonly externalId: string
  readonly publishedAt: Date
  readonly near: NearText
  /** Those it was found by: its own, or of its copies. */
  readonly foundBy: readonly bigint[]
  /** Users did something with it: it stays the thread, whatever comes. */
  readonly isWorkedOn: boolean
}
export type StoredThread = Pick<StoredHead, 'id' | 'platform' | 'externalId'>
export interface Copy {
  readonly candidate: Candidate
  /** `keyOf` the thread that it copies. */
  readonly of: string
  readonly likeness: number
  /** Those that the thread has not. */
  readonly marks: readonly bigint[]
}
export interface Settled {
  /** In the order of their publication. */
  readonly threads: readonly Candidate[]
  readonly copies: readonly Copy[]
  /** Ids of the stored threads that are copied, by `keyOf`. */
  readonly stored: ReadonlyMap<string, ThreadId>
}
/** What is stored, as far as it is asked for. */
export interface StoredCopies {
  /** Threads that share a mark with one of these, or of which a copy does. */
  headsLike(candidates: readonly Candidate[]): Promise<readonly StoredHead[]>
  /** A stored thread that is to be one no more, and its copies. */
  letGo(head: StoredThread): Promise<readonly Candidate[]>
  copiesOf(head: StoredThread): Promise<readonly Candidate[]>
}

/**
 * Says which posts are threads and which are copies: in the order of their publication, a post that is like an earlier thread copies the earliest of them. So it comes
 * out the same in whatever order posts arrive: one that comes late and was published first takes the thread's place, and what is no copy any more is asked again.
 * A thread that users worked on stays one.
 */
export async function settle(given: readonly Candidate[], stored: StoredCopies): Promise<Settled> {
  const heads = new Heads()
  const threads: Candidate[] = []
  const copies: Copy[] = []
  let waiting: Candidate[] = []
  const known = new Set<string>()
  const ask = async (all: readonly Candidate[]): Promise<void> => {
    const more = all.filter(({ thread }) => !known.has(keyOf(thread.kept.post)))
    if (more.length === 0) return
    for (const { thread } of more) known.add(keyOf(thread.kept.post))
    for (const head of await stored.headsLike(more)) heads.add({ ...head, isNew: false })
    waiting = [...waiting, ...more].sort((a, b) => inOrder(placed(a), placed(b)))
  }
  await ask(given)
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const post = placed(next)
    const near = heads.near(post)
    const first = near.find(({ head, isLike }) => isLike && precedes(head, post))
    if (first !== undefined && next.thread.before?.isWorkedOn !== true) {
      const marks = post.near.marks.filter((mark) => !first.head.near.marks.includes(mark))
      copies.push({ candidate: next, of: keyOf(first.head), likeness: first.likeness, marks })
      continue
    }
    threads.push(next)
    heads.add({ ...post, foundBy: post.near.marks, isWorkedOn: next.thread.before?.isWorkedOn === true, isNew: true })
    for (const { head, isLike } of near) {
      if (head.id === null || precedes(head, post)) continue
      const { id, platform, externalId } = head
      if (isLike) heads.remove(head)
      // What copies a later thread may be nearer to this one, though that thread is not.
      await ask(await (isLike ? stored.letGo({ id, platform, externalId }) : stored.copiesOf({ id, platform, externalId })))
    }
  }
  return { threads, copies, stored: heads.ids }
}

interface Placed {
  readonly platform: string
  readonly externalId: string
  readonly publishedAt: Date
  readonly near: NearText
}
interface Head extends Placed {
  readonly foundBy: readonly bigint[]
  readonly id: ThreadId | null
  readonly isWorkedOn: boolean
  /** Found to be a thread just now: earlier than all that is asked after it. */
  readonly isNew: boolean
}

const placed = ({ thread, near }: Candidate): Placed & { readonly id: ThreadId | null } => {
  const { platform, externalId, publishedAt } = thread.kept.post
  return { platform, externalId, publishedAt, near, id: thread.before?.id ?? null }
}

const inOrder = (a: Placed, b: Placed): number => a.publishedAt.getTime() - b.publishedAt.getTime() || (keyOf(a) < keyOf(b) ? -1 : 1)
const precedes = (head: Head, post: Placed): boolean => head.isWorkedOn || head.isNew || inOrder(head, post) < 0

const withinMs = copyDays * 86_400_000

class Heads {
  readonly #byKey = new Map<string, Head>()
  readonly #byMark = new Map<bigint, Set<string>>()
  /** Once let go, one is a head no more, whoever finds it again. */
  readonly #gone = new Set<string>()

  add(head: Head): void {
    const key = keyOf(head)
    if (this.#byKey.has(key) || (this.#gone.has(key) && !head.isNew)) return
    this.#byKey.set(key, head)
    for (const mark of head.foundBy) {
      const keys = this.#byMark.get(mark)
      if (keys === undefined) this.#byMark.set(mark, new Set([key]))
      else keys.add(key)
    }
  }

  remove(head: Head): void {
    const key = keyOf(head)
    this.#byKey.delete(key)
    this.#gone.add(key)
  }

  /** Those that may say the same, and whether they do at about the same time: first those that users worked on, then the earliest. */
  near({ near, publishedAt }: Placed): readonly { readonly head: Head; readonly likeness: number; readonly isLike: boolean }[] {
    const keys = new Set(near.marks.flatMap((mark) => [...(this.#byMark.get(mark) ?? [])]))
    return [...keys]
      .flatMap((key) => {
        const head = this.#byKey.get(key)
        if (head === undefined) return []
        const share = likeness(head.near, near)
        const isLike = share >= leastLikeness && Math.abs(head.publishedAt.getTime() - publishedAt.getTime()) <= withinMs
        return [{ head, likeness: share, isLike }]
      })
      .sort((a, b) => Number(b.head.isWorkedOn) - Number(a.head.isWorkedOn) || inOrder(a.head, b.head))
  }

  get ids(): ReadonlyMap<string, ThreadId> {
    return new Map([...this.#byKey].flatMap(([key, { id }]) => (id === null ? [] : [[key, id] as const])))
  }
}
