import { readFileSync } from 'node:fs'
import { decode } from '../model/model-file.ts'
import { analysisOf } from './systems.ts'

export interface Speed {
  /** Of processor time, so that another process on the machine does not change it. */
  readonly postsPerSecond: number
  readonly modelLoadMs: number
  readonly memoryMb: number
}

const posts = 4_000

/** Posts of 100 words made of the given texts, analysed whole: language, sentiment, complaint, pain points, spam, toxicity. */
export function speedOn(texts: readonly string[]): Speed {
  const words = texts.join(' ').split(/\s+/)
  const made = Array.from({ length: posts }, (_, index) =>
    words.slice((index * 97) % Math.max(1, words.length - 100), ((index * 97) % Math.max(1, words.length - 100)) + 100).join(' '),
  )
  for (const post of made.slice(0, 800)) analysisOf(post)
  const before = process.cpuUsage()
  for (const post of made) analysisOf(post)
  const { user } = process.cpuUsage(before)
  const file = readFileSync(new URL('../model/model.bin', import.meta.url))
  const loadFrom = performance.now()
  decode(file)
  return {
    postsPerSecond: Math.round((posts / user) * 1e6),
    modelLoadMs: Math.round(performance.now() - loadFrom),
    memoryMb: Math.round(process.memoryUsage().rss / 1e6),
  }
}
