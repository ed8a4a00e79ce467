/** Every place in a JSON value, as keys from the root. */
export type Place = readonly (string | number)[]

export function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at]
  const children = Array.isArray(value) ? value.map((item: unknown, index) => [index, item] as const) : Object.entries(value)
  return [at, ...children.flatMap(([key, child]) => placesOf(child, [...at, key]))]
}

export function valueAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[key] : undefined), value)
}

/** A copy with another value at one place; `undefined` takes the field out. */
export function withAt(value: unknown, place: Place, put: unknown): unknown {
  const [key, ...rest] = place
  if (key === undefined) return put
  const copy: Record<string | number, unknown> = Array.isArray(value) ? ([...(value as unknown[])] as never) : { ...(value as object) }
  const next = withAt(copy[key], rest, put)
  if (next === undefined && !Array.isArray(copy)) delete copy[key]
  else copy[key] = next
  return copy
}

export const isUuidText = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)
