export type CsvValue = string | number | boolean | null

/** A spreadsheet runs what begins like a formula (CWE-1236): such a text gets an apostrophe in front. */
export const csvField = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** One line of RFC 4180. Numbers stand as they are, also those below zero: a number is no formula. Null is an empty field. */
export const csvLine = (values: readonly CsvValue[]): string =>
  `${values.map((value) => (typeof value === 'string' ? csvField(value) : value === null ? '' : String(value))).join(',')}\r\n`
