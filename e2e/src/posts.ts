const dayS = 86_400
const hourS = 3_600

const complaints = [
  'Zephyr keeps crashing when I open a large project, and the crash loses my work.',
  'The battery drain with Zephyr is terrible, it is a horrible bug for me.',
  'Zephyr is way too slow, the slow startup makes it unusable on my laptop.',
  'I hate the confusing documentation of Zephyr, the documentation is broken.',
]
const praise = ['I love Zephyr, it is great and works well.', 'Zephyr made my week, excellent release, thank you.']
const asides = ['Zephyr 3 was announced yesterday.', 'How do you configure Zephyr with a proxy?']
const communities = ['embedded', 'programming', 'opensource', 'hardware']

export interface Made {
  readonly ndjson: string
  readonly zephyr: number
  readonly battery: number
}

/**
 * An archive as Reddit dumps are: 120 posts over 56 days up to `now`, four communities, ten authors, more of them lately. `zephyr` of them match
 * the keyword zephyr and `battery` the keyword battery; the rest is about something else.
 */
export function makePosts(now: Date): Made {
  const made = { zephyr: 0, battery: 0 }
  const lines: string[] = []
  for (let n = 0; n < 120; n += 1) {
    const body = n % 8 === 7 ? 'A recipe for bread, with nothing to match in it.' : textOf(n)
    if (/zephyr/i.test(body)) made.zephyr += 1
    if (/battery/i.test(body)) made.battery += 1
    // Two thirds in the last four weeks, one third in the four before.
    const day = n % 3 === 0 ? 29 + (n % 26) : 1 + (n % 27)
    lines.push(
      JSON.stringify({
        id: `p${n.toString(36)}`,
        subreddit: communities[n % communities.length],
        title: `Post ${n}: ${body.slice(0, 40)}`,
        selftext: body,
        author: `writer${n % 10}`,
        score: (n * 7) % 90,
        num_comments: (n * 3) % 40,
        created_utc: Math.floor(now.getTime() / 1_000) - day * dayS - (n % 20) * hourS,
        permalink: `/r/${communities[n % communities.length]}/comments/p${n.toString(36)}/post/`,
        subreddit_subscribers: 10_000 + (n % 4) * 5_000,
      }),
    )
  }
  return { ndjson: `${lines.join('\n')}\n`, ...made }
}

function textOf(n: number): string {
  if (n % 5 === 0) return praise[n % praise.length] ?? ''
  if (n % 5 === 1) return asides[n % asides.length] ?? ''
  return complaints[n % complaints.length] ?? ''
}

/** Posts that name kestrel: one a day over 60 days up to `now`, and twelve in one hour three days ago. */
export function makeSpike(now: Date): string {
  const noon = Math.floor(now.getTime() / 1_000 / dayS) * dayS + 12 * hourS
  const daily = Array.from({ length: 60 }, (_, day) => noon - (day + 1) * dayS)
  const together = Array.from({ length: 12 }, (_, minute) => noon - 3 * dayS + 4 * hourS + minute * 60)
  const lines = [...daily, ...together].map((createdS, n) =>
    JSON.stringify({
      id: `k${n.toString(36)}`,
      subreddit: 'hardware',
      title: `Kestrel, day ${n}`,
      selftext: 'Kestrel keeps crashing when I open a large project.',
      author: `writer${n % 10}`,
      score: 3,
      num_comments: 2,
      created_utc: createdS,
      permalink: `/r/hardware/comments/k${n.toString(36)}/post/`,
    }),
  )
  return `${lines.join('\n')}\n`
}
