import type { ReplayPost } from './hacker-news-index.ts'

/** So many posts, newest first, that all say "alpha" and "beta"; seven of them in each second, so that pages end inside one. */
export const samplePosts = (count: number, newest = new Date('2026-03-01T12:00:00Z')): ReplayPost[] =>
  Array.from({ length: count }, (_, at) => ({
    id: 1_000_000 - at,
    type: 'story',
    createdAt: new Date(newest.getTime() - Math.floor(at / 7) * 1_000),
    author: `author${at % 50}`,
    title: `alpha beta number ${at}`,
    points: at % 90,
    comments: at % 11,
  }))
