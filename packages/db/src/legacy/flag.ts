/** What `metadata` says of a campaign; `odd` is why it is listed: it says something, and not the JSON value `true`. */
export interface Flag {
  readonly automatic: boolean
  readonly odd: string | null
}
const name = 'is_auto_campaign'

/** Automatic only where the flag is the JSON value `true`. False or absent is custom and nothing to tell. */
export function readFlag(metadata: { readonly value: unknown; readonly bad: boolean }): Flag {
  const { value } = metadata
  if (metadata.bad || typeof value !== 'object' || value === null || Array.isArray(value)) return { automatic: false, odd: 'metadata is no object' }
  if (Object.hasOwn(value, name)) {
    const flag: unknown = Reflect.get(value, name)
    if (flag === true) return { automatic: true, odd: null }
    return { automatic: false, odd: flag === false ? null : `the flag is ${JSON.stringify(flag)?.slice(0, 80)}` }
  }
  return { automatic: false, odd: holdsNested(value) ? 'the flag is nested' : null }
}

function holdsNested(root: object): boolean {
  const waiting: object[] = [root]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (!Array.isArray(at) && Object.hasOwn(at, name)) return true
    for (const each of Object.values(at)) if (typeof each === 'object' && each !== null) waiting.push(each)
  }
  return false
}
