/**
 * `($1, $2), ($1, $3)` and its parameters for a multi-row INSERT. The `shared` values begin every tuple and are sent once; `casts` name the
 * type of each of a row's own columns where Postgres could not tell.
 */
export function valuesOf(
  rows: readonly (readonly unknown[])[],
  { shared = [], casts = [] }: { readonly shared?: readonly unknown[]; readonly casts?: readonly string[] } = {},
): { text: string; params: unknown[] } {
  const params: unknown[] = [...shared]
  const sharedMarks = shared.map((_, index) => `$${index + 1}`)
  const tuples = rows.map((row) => {
    const marks = row.map((value, column) => {
      params.push(value)
      const cast = casts[column]
      return cast === undefined ? `$${params.length}` : `$${params.length}::${cast}`
    })
    return `(${[...sharedMarks, ...marks].join(', ')})`
  })
  return { text: tuples.join(', '), params }
}

/** Pieces that stay under the 65,535 parameters one statement may carry. */
export function* piecesOf<Item>(items: readonly Item[], parametersEach: number): Generator<readonly Item[]> {
  const size = Math.floor(60_000 / parametersEach)
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}
