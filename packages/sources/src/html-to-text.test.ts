import { expect, test } from 'vitest'
import { htmlToText } from './html-to-text.ts'

test.each([
  ['It&#x27;s &lt;T&gt; &amp; more', "It's <T> & more"],
  ['one<p>two<p>three', 'one\n\ntwo\n\nthree'],
  ['a<br>b<br/>c', 'a\nb\nc'],
  ['see <a href="https:&#x2F;&#x2F;x.y" rel="nofollow">the page</a>', 'see the page'],
  ['<pre><code>  if (a &lt; b)\n    go()\n</code></pre>after', 'if (a < b)\n    go()\n\nafter'],
  ['<script>alert(1)</script>shown<style>p{}</style>', 'shown'],
  ['plain text, 1 &lt; 2', 'plain text, 1 < 2'],
  ['', ''],
])('%j reads %j', (html, text) => {
  expect(htmlToText(html)).toBe(text)
})

test('a bomb of tags or blanks is read in no time, and text stays whole at the cut', () => {
  const before = performance.now()
  expect(htmlToText('<b>'.repeat(200_000))).toBe('')
  expect(htmlToText(`<b>${' '.repeat(1_000_000)}x`)).toBe('')
  expect(htmlToText(`a${'😀'.repeat(100_000)}`).isWellFormed()).toBe(true)
  expect(performance.now() - before).toBeLessThan(2_000)
})
