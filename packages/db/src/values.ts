/** `($1, $2), ($3, $4)` and its parameters for a multi-row INSERT; `casts` name the type of each column where Postgres could not tell. */
export function valuesOf(rows: readonly (readonly unknown[])[], casts: readonly (string | null)[] = []): { text: string; params: unknown[] } {
  const params: unknown[] = []
  const tuples = rows.map((row) => {
    const marks = row.map((value, column) => {
      params.push(value)
      const cast = casts[column] ?? null
      return cast === null ? `$${params.length}` : `$${params.length}::${cast}`
    })
    return `(${marks.join(', ')})`
  })
  return { text: tuples.join(', '), params }
}

/** Pieces that stay under the 65,535 parameters one statement may carry. */
export function* piecesOf<Item>(items: readonly Item[], parametersEach: number): Generator<readonly Item[]> {
  const size = Math.floor(60_000 / parametersEach)
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}
