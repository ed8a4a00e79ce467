const irregular: Readonly<Record<string, readonly string[]>> = {
  break: ['breaks', 'broke', 'breaking', 'broken'],
  freeze: ['freezes', 'froze', 'freezing', 'frozen'],
  hang: ['hangs', 'hung', 'hanging'],
  lose: ['loses', 'lost', 'losing'],
  die: ['dies', 'died', 'dying'],
  run: ['runs', 'ran', 'running'],
  find: ['finds', 'found', 'finding'],
  send: ['sends', 'sent', 'sending'],
  pay: ['pays', 'paid', 'paying'],
  keep: ['keeps', 'kept', 'keeping'],
  get: ['gets', 'got', 'getting'],
  build: ['builds', 'built', 'building'],
  show: ['shows', 'showed', 'shown', 'showing'],
  hear: ['hears', 'heard', 'hearing'],
  write: ['writes', 'wrote', 'written', 'writing'],
  read: ['reads', 'reading'],
}
const doubling = new Set(['stop', 'drop', 'lag', 'log', 'ship', 'scan', 'plug', 'bug', 'get', 'run', 'skip', 'glitch', 'submit', 'commit'])

/** The forms of an English verb, itself first. */
function formsOf(verb: string): readonly string[] {
  const known = irregular[verb]
  if (known !== undefined) return [verb, ...known]
  if (doubling.has(verb) && !verb.endsWith('ch')) {
    const stem = verb + verb.at(-1)
    return [verb, `${verb}s`, `${stem}ed`, `${stem}ing`]
  }
  if (/[^aeiou]y$/.test(verb)) return [verb, `${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`]
  if (verb.endsWith('e')) return [verb, `${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`]
  return [verb, /(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`, `${verb}ed`, `${verb}ing`]
}

/** Every form of the verbs of a space-separated list → the verb. */
export const verbForms = (list: string): ReadonlyMap<string, string> =>
  new Map(list.split(' ').flatMap((verb) => formsOf(verb).map((form) => [form, verb] as const)))

const singular: Readonly<Record<string, string>> = {
  pricing: 'price',
  prices: 'price',
  syncing: 'sync',
  synchronization: 'sync',
  synchronisation: 'sync',
  apps: 'app',
  batteries: 'battery',
  caches: 'cache',
  databases: 'database',
  indices: 'index',
  children: 'child',
  mice: 'mouse',
}
const invariable = new Set(
  'news series windows kubernetes aws ios macos tvos watchos ipados chaos cosmos css js dns sales analytics graphics physics headphones airpods docs https sms gps os status bus canvas process access address keras pandas redis postgres jenkins rails axios always loss less redux nodejs nextjs vs tls ssl cors rss saas paas iaas xbox sass laravel express ads success progress business class mass pass press glass boss cross stress wireless'.split(
    ' ',
  ),
)

/** Singular, lower case. */
export function nounLemma(word: string): string {
  const known = singular[word]
  if (known !== undefined) return known
  if (word === 'ads') return 'ad'
  if (word.length < 4 || invariable.has(word) || /(?:ss|us|is|'s|js)$/.test(word) || !word.endsWith('s')) return word
  if (word.endsWith('ies') && word.length > 4) return /(?:movies|cookies|selfies|zombies|calories)$/.test(word) ? word.slice(0, -1) : `${word.slice(0, -3)}y`
  if (/(?:sses|shes|ches|xes|zes)$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}
