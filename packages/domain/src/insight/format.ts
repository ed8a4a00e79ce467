import { type Zone, zoneText } from '../zone.ts'

/** How numbers stand in a sentence: real minus, narrow no-break space before %, no locale of the machine. */
const minus = '\u2212'
const narrow = '\u202f'

/** `1,284`. */
export const countText = (value: number): string => group(Math.round(Math.abs(value)).toString(), value < 0)
/** One decimal: positivity, echo score, points. `48.8`, `1,284.0`. */
export const decimalText = (value: number): string => {
  const [whole = '', rest = ''] = Math.abs(value).toFixed(1).split('.')
  return `${group(whole, value < 0 && Number(value.toFixed(1)) !== 0)}.${rest}`
}
/** Sentiment, −1 to 1, always signed: `+0.46`. */
export const signedText = (value: number): string => {
  const text = Math.abs(value).toFixed(2)
  return Number(text) === 0 ? text : `${value < 0 ? minus : '+'}${text}`
}
/** A change in percent, signed, without decimals: `+161 %`. */
export const percentText = (value: number): string => `${value < 0 ? minus : '+'}${countText(Math.abs(value))}${narrow}%`
/** A share of 0 to 1 as a percentage: `38 %`. */
export const shareText = (share: number): string => `${countText(share * 100)}${narrow}%`

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
/** `12 November`, of a day; with the year where the window spans two. */
export const dayText = (at: Date, withYear: boolean): string => `${at.getUTCDate()} ${months[at.getUTCMonth()]}${withYear ? ` ${at.getUTCFullYear()}` : ''}`

/** `12 November, 14:00 UTC`: the hour of an instant on the zone's clock. */
export const hourText = (at: Date, withYear: boolean, zone: Zone): string => {
  const wall = new Date(zone.wallOf(at.getTime()))
  return `${dayText(wall, withYear)}, ${wall.toISOString().slice(11, 16)} ${zoneText(zone.name)}`
}

export const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many)

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
/** A name from outside inside a sentence: its own direction marks cannot turn the words around it. */
export const nameText = (name: string): string => {
  const bare = name.replace(/\p{Bidi_Control}/gu, '')
  return rightToLeft.test(bare) ? `\u2068${bare}\u2069` : bare
}
export const quoted = (name: string): string => `“${nameText(name)}”`

const group = (digits: string, negative: boolean): string => `${negative ? minus : ''}${digits.replace(/\B(?=(\d{3})+$)/g, ',')}`
