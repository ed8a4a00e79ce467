/** A chart as a picture of its own: plain shapes in sRGB hex on white, so that any program draws it as the page does. */
export const ink = { strong: '#172127', text: '#444f56', faint: '#5d676e', grid: '#e7eaeb', pale: '#ced5d7' } as const
const font = 'Inter, Helvetica Neue, Arial, sans-serif'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Texts of posts and users are never markup; what XML cannot hold at all is left out. */
export const escaped = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- these are the characters XML 1.0 refuses
  text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '').replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')

const lettersOf = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Cut to about the letters that have room, with a mark that something is missing. */
export function fitted(text: string, most: number): string {
  const letters = [...lettersOf.segment(text)].map(({ segment }) => segment)
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}

interface TextStyle {
  readonly size?: number
  readonly weight?: number
  readonly fill?: string
  readonly anchor?: 'start' | 'middle' | 'end'
}
export const text = (
  [x, y]: readonly [number, number],
  words: string,
  { size = 12, weight = 400, fill = ink.text, anchor = 'start' }: TextStyle = {},
): string => `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`
export const rect = (box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, fill: string, radius = 2): string =>
  `<rect x="${box.x}" y="${box.y}" width="${Math.max(0, box.width).toFixed(1)}" height="${box.height}" rx="${radius}" fill="${fill}"/>`
export const line = ([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number], stroke: string): string =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="${stroke}"/>`

/** What stands above and below each picture, so that it says by itself what it shows, of whom and when. */
export interface Caption {
  readonly title: string
  readonly of: string
}
export const headHeight = 64
const footHeight = 16
/** Drawn from `headHeight` down; `height` is that of the drawing alone. */
export function page({ title, of }: Caption, { width, height }: { readonly width: number; readonly height: number }, drawing: string): string {
  const whole = headHeight + height + footHeight
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" font-family="${font}" role="img" aria-label="${escaped(title)}">`,
    `<rect width="${width}" height="${whole}" fill="#ffffff"/>`,
    text([24, 30], title, { size: 16, weight: 600, fill: ink.strong }),
    text([24, 50], of, { fill: ink.faint }),
    drawing,
    '</svg>',
  ].join('\n')
}
