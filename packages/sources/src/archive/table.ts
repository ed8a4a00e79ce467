import type { ArchiveOptions, DomainError } from '@echoscope/domain'
import { hackerNews, platformOf } from '../places.ts'
import { invalid } from './containers.ts'
import { cellsOf } from './csv.ts'
import { type Columns, columnsOf, fromColumns } from './generic.ts'
import { fromHackerNews, looksLikeHackerNews } from './hacker-news.ts'
import type { Mapper } from './mapped.ts'
import { fromReddit, looksLikeReddit } from './reddit.ts'

/** How the rows of a CSV are read. */
export interface Table {
  /** Column names; without a header, and where a name is empty or taken, the number of the column, from 1. */
  readonly names: readonly string[]
  readonly hasHeader: boolean
  readonly map: Mapper
}

/**
 * Settles a table's columns from its first row; the rows after it only tell a reader of the refusal what the columns hold.
 * @throws DomainError `invalid_archive` where the row is no header it knows and no columns were named, or a named one is not there. Its details let
 * a caller ask for the columns: `{ file: string, columns: string[], sample: string[][] }`, the cells of the first row and of up to three after it, at
 * most 40 of each row and 80 characters of each cell. A column whose head is cut is named by its number, from 1.
 */
export function tableOf([firstRow, ...rowsAfter]: readonly [string, ...string[]], delimiter: string, file: { name: string; options: ArchiveOptions }): Table {
  const { name, options } = file
  const cells = cellsOf(firstRow, delimiter).map((cell) => cell.trim())
  const refusal = (message: string): DomainError =>
    invalid(name, message, { columns: shortened(cells), sample: rowsAfter.slice(0, sampleRows).map((row) => shortened(cellsOf(row, delimiter))) })
  const hasHeader = options.columns ? isHeader(cells, options.columns) : true
  const names = cells.map((cell, at) => (!hasHeader || cell === '' || cells.indexOf(cell) !== at ? String(at + 1) : cell))
  const probe = Object.fromEntries(names.map((column) => [column, '']))
  const format = options.format ?? 'auto'
  const named = options.platform ?? (format === 'reddit' ? 'reddit' : format === 'hackernews' ? hackerNews : null)
  const community = options.community ?? null

  const isReddit = !options.columns && (format === 'auto' || format === 'reddit') && platformMay('reddit', named) && looksLikeReddit(probe)
  // A table of Reddit posts whose time stands under another name than in the dumps is read by its columns' names.
  const asDumped = 'created_utc' in probe || columnsOf(names, undefined).publishedAt.length === 0
  if (isReddit && asDumped) return { names, hasHeader, map: (fields) => fromReddit(fields, community) }
  const platform = isReddit ? 'reddit' : named
  if (!options.columns && (format === 'auto' || format === 'hackernews') && platformMay(hackerNews, platform) && looksLikeHackerNews(probe))
    return { names, hasHeader, map: fromHackerNews }

  const columns = columnsOf(names, options.columns && numbered(options.columns, names, (words) => refusal(`${name} ${words}`)))
  const missing = missingIn(columns)
  if (missing !== null)
    throw refusal(
      `${name} has no ${missing} that it knows by name. Name the columns by header or number, such as publishedAt=1. The first row is: ${shown(cells)}`,
    )
  if (columns.community.length === 0 && columns.url.length === 0 && community === null && platformOf(platform ?? '') !== hackerNews && !isObservations(columns))
    throw refusal(`${name} does not say which community its posts are from. Name that column, or one community for the whole file.`)
  return { names, hasHeader, map: (fields) => fromColumns(fields, { columns, platform, community }) }
}

type ColumnMap = NonNullable<ArchiveOptions['columns']>

const platformMay = (platform: string, named: string | null): boolean => named === null || platformOf(named) === platform

/** Columns named by words need a header. With numbers alone the first row is one only if nothing like a time stands where the time should. */
function isHeader(cells: readonly string[], columns: ColumnMap): boolean {
  if (!Object.values(columns).every(isNumber)) return true
  const time = columns.publishedAt ?? columns.observedAt
  return time !== undefined && !/\d/.test(cells[Number(time) - 1] ?? '')
}

const isNumber = (column: string): boolean => /^[1-9]\d{0,3}$/.test(column)

function numbered(columns: ColumnMap, names: readonly string[], refusal: (words: string) => DomainError): ColumnMap {
  return Object.fromEntries(
    Object.entries(columns).map(([field, column]) => {
      const found = names.includes(column) ? column : isNumber(column) ? names[Number(column) - 1] : undefined
      if (found === undefined) throw refusal(`has no column ${JSON.stringify(column)} for ${field}. It has: ${shown(names)}`)
      return [field, found]
    }),
  )
}

const isObservations = (columns: Columns): boolean => columns.title.length + columns.body.length === 0

function missingIn(columns: Columns): string | null {
  if (isObservations(columns)) return columns.id.length > 0 && columns.score.length + columns.comments.length > 0 ? null : 'column for a title or a text'
  return columns.publishedAt.length > 0 ? null : 'column for the time of publication'
}

/** Rows after the first, columns and characters that a refusal shows. */
const [sampleRows, sampleColumns, sampleCharacters] = [3, 40, 80]

/** Cut between characters, never inside a pair of surrogates. */
const shortened = (cells: readonly string[]): string[] =>
  cells.slice(0, sampleColumns).map((cell) =>
    Array.from(cell.slice(0, 2 * sampleCharacters))
      .slice(0, sampleCharacters)
      .join(''),
  )

const shown = (names: readonly string[]): string => {
  const text = names.map((name) => name.slice(0, 40)).join(', ')
  return text.length > 300 ? `${text.slice(0, 300)} …` : text
}
