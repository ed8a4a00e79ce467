/** The rows of a CSV file as objects by its header: quoted fields may hold commas, quotes (doubled) and line breaks. Rows of another length are left out. */
export function csvRows(file: string): Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = fieldsOf(file.replace(/^\ufeff/, ''))
  return rows.filter((row) => row.length === header.length).map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])))
}

function fieldsOf(file: string): string[][] {
  const rows: string[][] = [[]]
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y
  while (field.lastIndex < file.length) {
    const found = field.exec(file)
    if (found === null) break
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] !== ',' && found[3] !== '') rows.push([])
  }
  return rows
}
