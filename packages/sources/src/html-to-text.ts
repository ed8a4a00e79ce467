import { Parser } from 'htmlparser2'

/** Enough for any post; a hundred thousand nested tags cost seconds, so what lies beyond is cut off. */
const longestHtml = 64 * 1024
const paragraphs: ReadonlySet<string> = new Set(['p', 'pre', 'blockquote', 'ul', 'ol', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table'])
const lineBreaks: ReadonlySet<string> = new Set(['br', 'li', 'tr'])
const silent: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript'])

/**
 * The text of a post's HTML: entities decoded, paragraphs apart by a blank line, links as the words they stand on. At most 64 KB are read;
 * plain text passes unchanged.
 */
export function htmlToText(html: string): string {
  if (!html.includes('<') && !html.includes('&')) return cut(html).trim().toWellFormed()
  const parts: string[] = []
  let silence = 0
  const parser = new Parser(
    {
      onopentagname(name) {
        if (silent.has(name)) silence += 1
        if (paragraphs.has(name)) parts.push('\n\n')
        else if (lineBreaks.has(name)) parts.push('\n')
      },
      ontext(text) {
        if (silence === 0) parts.push(text)
      },
      onclosetag(name) {
        if (silent.has(name)) silence -= 1
        if (paragraphs.has(name)) parts.push('\n\n')
      },
    },
    { decodeEntities: true },
  )
  parser.end(cut(html))
  const lines = parts.join('').replaceAll('\u00A0', ' ').split('\n')
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .toWellFormed()
}

/** Never in the middle of a tag. */
function cut(html: string): string {
  if (html.length <= longestHtml) return html
  const short = html.slice(0, longestHtml)
  const tag = short.lastIndexOf('<')
  return tag > short.lastIndexOf('>') ? short.slice(0, tag) : short
}
