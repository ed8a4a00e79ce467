/** The same without some keys. */
export function omit<From extends object, Key extends keyof From>(from: From, ...keys: readonly Key[]): Omit<From, Key> {
  const left = { ...from }
  for (const key of keys) delete left[key]
  return left
}

type Compact<Loose> = { [Key in keyof Loose]?: Exclude<Loose[Key], undefined> }
/** Without the keys whose value is undefined: an address holds what is set, and nothing else. */
export const compact = <Loose extends object>(loose: Loose): Compact<Loose> =>
  Object.fromEntries(Object.entries(loose).filter(([, value]) => value !== undefined)) as Compact<Loose>
