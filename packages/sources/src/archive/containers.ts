import { DomainError, type ErrorDetails } from '@echoscope/domain'

export type Container = { readonly kind: 'ndjson' } | { readonly kind: 'json' } | { readonly kind: 'csv'; readonly delimiter: string }

const foreign: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a ZIP or Office file. Unpack it, or save the sheet as CSV'],
  ['%PDF', 'a PDF'],
  ['PAR1', 'a Parquet file. Export it as NDJSON or CSV'],
  ['7z\xBC\xAF', 'a 7-Zip file. Unpack it'],
  ['\xFD7zXZ', 'an xz file. Unpack it, or pack it as .gz or .zst'],
  ['BZh', 'a bzip2 file. Unpack it, or pack it as .gz or .zst'],
  ['SQLite format 3', 'an SQLite database. Export the table as CSV'],
  ['Obj\x01', 'an Avro file. Export it as NDJSON'],
  ['\x89PNG', 'a picture'],
  ['<!DOCTYPE', 'a web page'],
  ['<html', 'a web page'],
  ['<?xml', 'an XML file'],
]
const known = 'Archives are Reddit or Hacker News exports as NDJSON or JSON, or tables as CSV, each plain, .gz or .zst.'

/**
 * Tells from the beginning of the text how an archive is cut into records.
 * @throws DomainError `invalid_archive`, saying what the file seems to be instead.
 */
export function containerOf(head: Buffer, name: string): Container {
  const bytes = head.subarray(0, 16).toString('latin1')
  const other = foreign.find(([magic]) => bytes.toLowerCase().startsWith(magic.toLowerCase()))
  if (other) throw invalid(name, `${name} is ${other[1]}. ${known}`)
  const text = head.toString('utf8')
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const [first] = lines
  if (first === undefined) throw invalid(name, `${name} is empty: it holds no posts.`)
  if (first.startsWith('[') && !first.startsWith('["')) return { kind: 'json' }
  if (lines.slice(0, 50).some(isObject) || (first.startsWith('{') && lines.length === 1)) return { kind: 'ndjson' }
  if (first.startsWith('{') || first.startsWith('[')) return { kind: 'json' }
  if (head.includes(0)) throw invalid(name, `${name} is no text, or UTF-16 without a byte order mark: save it as UTF-8. ${known}`)
  const delimiter = delimiterOf(first)
  if (delimiter === null) throw invalid(name, `${name} is neither JSON nor a table: its first line has one cell. ${known}`)
  return { kind: 'csv', delimiter }
}

function isObject(line: string): boolean {
  if (!line.startsWith('{')) return false
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}

/** The character that cuts the first row into most cells, outside quotes. */
function delimiterOf(row: string): string | null {
  const bare = row.replaceAll(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((delimiter) => [delimiter, bare.split(delimiter).length] as const)
  const [delimiter, cells] = counts.reduce((best, next) => (next[1] > best[1] ? next : best))
  return cells > 1 ? delimiter : null
}

export const invalid = (name: string, message: string, details: ErrorDetails = {}): DomainError =>
  new DomainError('invalid_archive', message, { details: { file: name, ...details } })
