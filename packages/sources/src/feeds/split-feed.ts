/** Of a feed: all that is no entry, and where the entries lie. */
interface Layout {
  readonly outside: string
  readonly entries: readonly { readonly start: number; readonly end: number }[]
}

const eachPart = 50
const mostEntries = 20_000
/** What stands beside the entries is read with each part, and its elements and attributes are looked over for each entry: so often at most. */
const mostLooks = 5_000_000
const longestOutside = 64 * 1024

/**
 * The feed as feeds of fifty entries each: a parser that looks the whole feed over for each entry takes a second for a thousand of them, and hours for as many
 * as a feed can hold. Null for one that is too much to be read so; whatever cannot be taken apart is one part.
 */
export function splitFeed(source: string): readonly string[] | null {
  const layout = layoutOf(source)
  if (layout === null || layout.entries.length <= eachPart) return [source]
  const { outside, entries } = layout
  if (entries.length > mostEntries || outside.length > longestOutside || signsIn(outside) * entries.length > mostLooks) return null
  const first = entries[0]?.start ?? 0
  const parts: string[] = []
  for (let at = 0; at < entries.length; at += eachPart) {
    const some = entries.slice(at, at + eachPart).map(({ start, end }) => source.slice(start, end))
    parts.push(outside.slice(0, first) + some.join('') + outside.slice(first))
  }
  return parts
}

const signsIn = (outside: string): number => outside.match(/[<=]/g)?.length ?? 0

/** In one pass. Null where the signs of entries do not match. */
function layoutOf(source: string): Layout | null {
  const sign = /<!\[CDATA\[|<!--|<(\/?)(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s>/])/gi
  const entries: { start: number; end: number }[] = []
  let [depth, start] = [0, 0]
  for (let found = sign.exec(source); found !== null; found = sign.exec(source)) {
    const [text, slash] = found
    const end = endOf(source, { text, at: found.index })
    if (end === null) return null
    sign.lastIndex = end
    if (slash === undefined) continue
    if (slash === '' && depth === 0) start = found.index
    if (slash === '/') depth -= 1
    else if (source[end - 2] !== '/') depth += 1
    if (depth < 0) return null
    if (depth === 0) entries.push({ start, end })
  }
  if (depth !== 0) return null
  const gaps = entries.map(({ start: until }, index) => source.slice(entries[index - 1]?.end ?? 0, until))
  return { outside: gaps.join('') + source.slice(entries.at(-1)?.end ?? 0), entries }
}

function endOf(source: string, { text, at }: { readonly text: string; readonly at: number }): number | null {
  const closing = text === '<!--' ? '-->' : text.startsWith('<!') ? ']]>' : '>'
  const found = source.indexOf(closing, at + text.length)
  return found === -1 ? null : found + closing.length
}
