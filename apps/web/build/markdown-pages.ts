import { Marked } from 'marked'
import type { Plugin } from 'vite'

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/<[^>]*>|&[^;]*;|[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-')

/** Pages of docs/ lead to each other on the page; what lies elsewhere in the checkout is named and leads nowhere. */
const addressOf = (href: string): string | null => {
  const page = /^([\w-]+)\.md(#.*)?$/.exec(href)
  if (page !== null) return `/docs/${page[1]}${page[2] ?? ''}`
  return /^(https?:|#)/.test(href) ? href : null
}

const marked = new Marked({
  gfm: true,
  renderer: {
    heading({ tokens, depth }) {
      const inner = this.parser.parseInline(tokens)
      return `<h${depth} id="${slugOf(inner)}">${inner}</h${depth}>\n`
    },
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens)
      const address = addressOf(href)
      return address === null ? `<b>${inner}</b>` : `<a class="link" href="${address}">${inner}</a>`
    },
  },
})

/** `docs/x.md?page` as the HTML it stands for, made when the page is built: the browser gets no parser and no Markdown. */
export const markdownPages = (): Plugin => ({
  name: 'markdown-pages',
  enforce: 'pre',
  async transform(markdown, id) {
    if (!id.endsWith('.md?page')) return undefined
    const html = (await marked.parse(markdown))
      .replaceAll('<table>', '<div class="guide-table" role="group" aria-label="Table" tabindex="0"><table>')
      .replaceAll('</table>', '</table></div>')
      .replaceAll('<pre>', '<pre tabindex="0">')
    return { code: `export default ${JSON.stringify(html)}`, map: null, moduleType: 'js' }
  },
})
