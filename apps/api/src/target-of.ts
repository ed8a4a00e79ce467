/** Fields that say what was acted upon, or how far; every other field is told by its name alone. */
const told = new Set(['scope', 'id', 'role', 'limits', 'kind', 'purpose', 'status', 'email'])
const isTold = (field: string): boolean => told.has(field) || field.endsWith('Id')

const fieldsOf = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [])

/** What the audit log keeps of a call: ids, scope, role and the like, of what was made the id, and the names of all other fields. */
export function targetOf(input: unknown, answer: unknown): Record<string, unknown> {
  const given = fieldsOf(input)
  const made = fieldsOf(answer).filter(([field, value]) => (field === 'id' || field === 'runId') && typeof value === 'string')
  const fields = given.flatMap(([field]) => (isTold(field) ? [] : [field]))
  return {
    ...Object.fromEntries(made),
    ...Object.fromEntries(given.filter(([field]) => isTold(field))),
    ...(fields.length === 0 ? {} : { fields }),
  }
}
