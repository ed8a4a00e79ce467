/** `col = $4, col = $5,` for the columns that are given; a column left out (`undefined`) keeps its value, null blanks it. Column names are the caller's literals. */
export function assignments(columns: Record<string, unknown>, firstParam: number): { text: string; params: unknown[] } {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined)
  return {
    text: given.map(([column], index) => `${column} = $${firstParam + index}, `).join(''),
    params: given.map(([, value]) => value),
  }
}
