import { SourceError } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { toItem } from './to-post.ts'
import { readFeed } from './wire.ts'

test.each(['#v1.2', 'https://feeds.example/private?token=s3cret#v1.2'])(
  'an entry that names a place in its own feed (%s) does not carry the address of the feed, which may hold a token',
  (url) => {
    const feed = { title: 'Releases', url: null, entries: [] }
    const entry = { id: null, url, title: 'v1.2', content: '', author: null, publishedAt: new Date('2026-11-01') }
    const item = toItem(entry, { feed, address: new URL('https://feeds.example/private?token=s3cret'), observedAt: new Date('2026-11-02') })
    expect(item.kind).toBe('post')
    expect(JSON.stringify(item)).not.toContain('s3cret')
  },
)

const itemOf = (n: number) =>
  `<item><title>entry ${n}</title><link>/posts/${n}</link><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate><description><![CDATA[a </item> of <item>s]]></description></item>`
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Long</title><link>https://long.example/</link>${items}<language>en</language></channel></rss>`

test('a feed of four thousand entries is read in a moment, each entry whole and once', () => {
  const begunAt = performance.now()
  const feed = readFeed(rss(Array.from({ length: 4_000 }, (_, n) => itemOf(n)).join('\n')), 'long.example')
  expect(performance.now() - begunAt).toBeLessThan(3_000)
  expect([feed.title, feed.url]).toEqual(['Long', 'https://long.example/'])
  expect(feed.entries.map(({ title }) => title)).toEqual(Array.from({ length: 4_000 }, (_, n) => `entry ${n}`))
  expect(feed.entries.at(-1)).toMatchObject({ url: 'https://long.example/posts/3999', content: 'a </item> of <item>s' })
})
test('a feed made to hold up whoever reads it is refused, or read, within seconds', () => {
  for (const source of [
    rss('<item/>'.repeat(500_000)),
    rss('<item>'.repeat(500_000)),
    rss('<a/>'.repeat(100_000) + itemOf(0).repeat(100)),
    rss('<![CDATA['.repeat(300_000)),
    rss(`<item>${'<entry/>'.repeat(200_000)}</item>`),
    `<feed>${'<entry></entry><x/>'.repeat(15_000)}</feed>`,
    `<feed ${Array.from({ length: 6_000 }, (_, n) => `a${n}=""`).join(' ')}>${'<entry><link href="/x"/></entry>'.repeat(20_000)}</feed>`,
  ]) {
    const begunAt = performance.now()
    try {
      readFeed(source, 'h')
    } catch (error) {
      expect(error).toBeInstanceOf(SourceError)
    }
    expect(performance.now() - begunAt).toBeLessThan(5_000)
  }
})
