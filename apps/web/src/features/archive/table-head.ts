/** The first rows of a table, as text. */
export type TableHead = readonly (readonly string[])[]

const headBytes = 64 * 1_024
const mostRows = 5
const delimiters = [',', ';', '\t', '|'] as const

/** The first rows of a CSV, plain or as .gz; null for what is no table or cannot be looked into here. Reads 64 kB at most. */
export async function readTableHead(file: File): Promise<TableHead | null> {
  if (!/\.(csv|tsv|txt)(\.gz)?$/i.test(file.name)) return null
  try {
    return tableHeadOf(new TextDecoder().decode(await firstBytes(file)))
  } catch {
    return null
  }
}

async function firstBytes(file: File): Promise<Uint8Array> {
  if (!/\.gz$/i.test(file.name)) return new Uint8Array(await file.slice(0, headBytes).arrayBuffer())
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const found = new Uint8Array(headBytes)
  let length = 0
  while (length < headBytes) {
    const { done, value } = await reader.read()
    if (done) break
    const part = value.subarray(0, headBytes - length)
    found.set(part, length)
    length += part.length
  }
  await reader.cancel()
  return found.subarray(0, length)
}

export function tableHeadOf(text: string): TableHead | null {
  const firstLine = text.split('\n', 1)[0] ?? ''
  if (/^\s*[[{]/.test(firstLine)) return null
  const delimiter = delimiters.toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] ?? ','
  const rows = rowsOf(text, delimiter).slice(0, mostRows)
  return (rows[0]?.length ?? 0) < 2 ? null : rows
}

/** Rows of RFC 4180: quotes hold separators, line breaks and doubled quotes. */
function rowsOf(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endRow = () => {
    row.push(cell.trim())
    if (row.some((each) => each !== '')) rows.push(row)
    row = []
    cell = ''
  }
  for (let at = 0; at < text.length && rows.length < mostRows; at += 1) {
    const letter = text[at] ?? ''
    if (quoted && letter === '"' && text[at + 1] === '"') {
      cell += letter
      at += 1
    } else if (letter === '"' && (quoted || cell === '')) quoted = !quoted
    else if (quoted) cell += letter
    else if (letter === delimiter) {
      row.push(cell.trim())
      cell = ''
    } else if (letter === '\n') endRow()
    else cell += letter
  }
  if (rows.length < mostRows && (cell !== '' || row.length > 0)) endRow()
  return rows
}
