/** Real minus, and a space that neither breaks nor is wide: the typography of every figure. */
export const minus = '\u2212'
export const thin = '\u202f'

const english = 'en'
const signed = (text: string): string => text.replace('-', minus)

/** 1,284 */
export const count = (value: number): string => signed(Math.round(value).toLocaleString(english))

/** 412 k, 1.1 M: for audiences alone, where the last digits mean nothing. */
export function audience(value: number): string {
  if (value < 10_000) return count(value)
  if (value < 999_500) return `${count(value / 1_000)}${thin}k`
  return `${(value / 1_000_000).toLocaleString(english, { maximumFractionDigits: 1 })}${thin}M`
}

/** One decimal: positivity, echo score. */
export const oneDecimal = (value: number): string => signed(value.toLocaleString(english, { minimumFractionDigits: 1, maximumFractionDigits: 1 }))

/** +0.46, −0.62, 0.00 */
export function sentiment(value: number): string {
  const text = Math.abs(value).toFixed(2)
  return text === '0.00' ? text : `${value < 0 ? minus : '+'}${text}`
}

/** +0.4, −1.2, 0.0: a difference in one decimal. */
export function difference(value: number): string {
  const text = Math.abs(value).toFixed(1)
  return text === '0.0' ? text : `${value < 0 ? minus : '+'}${text}`
}

export const usd = (value: number): string => signed(value.toLocaleString(english, { style: 'currency', currency: 'USD', minimumFractionDigits: 2 }))

/** What a call costs is less than a cent: as many digits as it takes to see it. $0.0014, $3.20 */
export const spending = (value: number): string => (value > 0 && value < 0.01 ? `$${value.toFixed(4)}` : usd(value))

/** A share from 0 to 1 as whole percent. */
export const share = (value: number): string => `${count(value * 100)}${thin}%`

/** +158 % in lists, without decimals; null is "new". */
export const growth = (percent: number | null): string =>
  percent === null ? 'new' : `${percent < 0 ? minus : percent > 0 ? '+' : ''}${count(Math.abs(percent))}${thin}%`

/** 1 thread, 2 threads, 0 communities. */
export const counted = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`

/** First letter large, the rest as it is: keywords are stored in lower case. */
export function sentenceCase(text: string): string {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase(english) + rest.join('')
}

/** 512 B, 3.4 MB, in powers of 1,000. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
  const scaled = value / 1_000 ** power
  return `${scaled.toLocaleString(english, { maximumFractionDigits: power === 0 ? 0 : 1 })}${thin}${units[power]}`
}

/** The word for one of what a plural names: communities → community, pain points → pain point. */
export const singular = (plural: string): string => (plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.replace(/s$/, ''))
