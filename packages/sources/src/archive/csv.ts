import { longestRecord, Pieces, type RawRecord, type Splitter } from './splitter.ts'

const quote = 0x22
const newline = 0x0a

/** One record per CSV row (RFC 4180): a line break inside quotes belongs to the row. Rows begin where their place says, blank ones are left out. */
export function csvRows(delimiter: string, longest = longestRecord): Splitter {
  const open = new Pieces(longest)
  const separator = delimiter.charCodeAt(0)
  let line = 1
  let firstLine = 1
  let state: 'cell-start' | 'bare' | 'quoted' | 'quote-in-quoted' = 'cell-start'

  function push(chunk: Buffer): readonly RawRecord[] {
    const records: RawRecord[] = []
    let start = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0
      if (byte === newline) line += 1
      if (state === 'quoted') {
        if (byte === quote) state = 'quote-in-quoted'
        continue
      }
      if (byte === newline) {
        open.add(chunk.subarray(start, at))
        keep(records, open.take(firstLine))
        firstLine = line
        start = at + 1
        state = 'cell-start'
      } else if (byte === separator) state = 'cell-start'
      else if (state === 'quote-in-quoted') {
        // Only a separator or a line's end closes a cell; any other quote is part of its text.
        if (byte !== 0x0d) state = 'quoted'
      } else state = state === 'cell-start' && byte === quote ? 'quoted' : 'bare'
    }
    if (start < chunk.length) open.add(chunk.subarray(start))
    return records
  }

  return {
    push,
    end() {
      const records: RawRecord[] = []
      if (state === 'quoted' && open.length > 0) {
        const { place } = open.take(firstLine)
        return [{ place, text: null, reason: 'a quote is opened and never closed' }]
      }
      if (open.length > 0) keep(records, open.take(firstLine))
      return records
    },
  }
}

function keep(records: RawRecord[], record: RawRecord): void {
  if (record.text === null || record.text.trim() !== '') records.push(record)
}

/** The cells of one row. Formulas are text like any other and stay as they are. */
export function cellsOf(row: string, delimiter: string): string[] {
  const text = row.endsWith('\r') ? row.slice(0, -1) : row
  const cells: string[] = []
  for (let at = 0; ; ) {
    if (text.charCodeAt(at) !== quote) {
      const end = text.indexOf(delimiter, at)
      cells.push(end === -1 ? text.slice(at) : text.slice(at, end))
      if (end === -1) return cells
      at = end + 1
      continue
    }
    let end = text.indexOf('"', at + 1)
    while (end !== -1 && end + 1 < text.length && text[end + 1] !== delimiter) end = text.indexOf('"', end + (text[end + 1] === '"' ? 2 : 1))
    cells.push(text.slice(at + 1, end === -1 ? text.length : end).replaceAll('""', '"'))
    if (end === -1 || end + 1 >= text.length) return cells
    at = end + 2
  }
}
