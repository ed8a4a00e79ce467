import type { Taught } from './lessons.ts'

export const folds = 5

/** In which of five parts a text lies; the same text always in the same. */
export function foldOf({ key }: Pick<Taught, 'key'>): number {
  let hash = 7
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 16_777_619)
  return ((hash ^ (hash >>> 15)) >>> 3) % folds
}
