import { type Finding, isDenied, isSupposed, type Rule, subjectBefore } from './clause.ts'
import { type NounPhrase, phraseFrom, type Tagged, touches } from './noun-phrase.ts'
import { abilityVerbs, complaintVerbs, functionVerbs, harmingVerbs, narrowVerbs } from './words.ts'

const otherSense: Readonly<Record<string, RegExp>> = {
  break: /^(?:up|into|out|through|even|away|free|it|them|this|that)$/,
  hang: /^(?:out|on|up|in|around|tight)$/,
  freeze: /^(?:it|them)$/,
  drain: /^(?:out)$/,
  crash: /^(?:course|into|out|at)$/,
  lag: /^(?:behind)$/,
}
const notProducts: Readonly<Record<string, RegExp>> = {
  crash: /^(?:market|stock|car|plane|economy|price|bitcoin|wave|course)$/,
  fail: /^(?:business|startup|project|attempt|marriage|experiment|student|venture|relationship|strategy|government|state|product|bank|diet|skill|marketing|founder|condition|assertion)$/,
  freeze: /^(?:code|feature|hire|hiring|lake|water)$/,
  leak: /^(?:photo|image|video|document|rumor|news|info|information|email)$/,
  break:
    /^(?:lunch|coffee|tax|spring|summer|winter|line|page|career|heart|prison|storm|rule|law|record|silence|ground|loop|streak|leg|bank|wall|ice|barrier|cycle|promise|mold|deal|monopoly|bond|taboo|fast|change|threshold|api|compatibility|student|stuff|limit|code|down|course|deadlock|approach|containment|convention|bank)$/,
  drain: /^(?:brain|swamp)$/,
}

/** "battery drains", "the app keeps crashing", "the update broke bluetooth". */
export const failures: Rule = { words: [...complaintVerbs.keys(), ...narrowVerbs.keys()], find: failing }

function failing(sentence: Tagged, at: number): Finding | undefined {
  const token = sentence.tokens[at]
  if (token === undefined || token.word === 'broken') return undefined
  const narrow = narrowVerbs.get(token.word)
  const verb = complaintVerbs.get(token.word) ?? narrow?.verb
  if (verb === undefined) return undefined
  const next = sentence.tokens[at + 1]
  if (next !== undefined && otherSense[verb]?.test(next.word)) return undefined
  if (isDenied(sentence, at) || isSupposed(sentence, at) || sentence.tokens[at - 1]?.word === 'can') return undefined
  if (verb === 'fail' && next?.word === 'to') return failingTo(sentence, at)
  const isVerb = token.pos === 'VERB' || (token.word !== verb && !/^(?:restart|reboot|buffer|throttle)$/.test(verb))
  if (!isVerb) return undefined
  const before = sentence.tokens[at - 1]?.pos
  if (harmingVerbs.has(verb) && (token.pos === 'VERB' || (token.word !== verb && before === 'NOUN' && next?.pos === 'NOUN'))) {
    const object = next?.pos === 'ADP' ? undefined : phraseFrom(sentence, at + 1)
    if (object !== undefined && touches(sentence, at)) return harm(verb, at, object)
  }
  const subject = subjectBefore(sentence, at, { needsBe: false })
  if (subject === undefined || notProducts[verb]?.test(subject.head)) return undefined
  if (narrow !== undefined && !narrow.subjects.has(subject.head)) return undefined
  return { keyword: `${subject.name} ${verb}`, from: subject.from, to: at + 1 }
}

const harm = (verb: string, at: number, object: NounPhrase): Finding | undefined =>
  notProducts[verb]?.test(object.head) ? undefined : { keyword: `${object.name} ${verb}`, from: at, to: object.to }

function failingTo(sentence: Tagged, at: number): Finding | undefined {
  const word = sentence.tokens[at + 2]?.word ?? ''
  const verb = functionVerbs.get(word) ?? abilityVerbs.get(word)
  if (verb === undefined) return undefined
  const subject = subjectBefore(sentence, at, { needsBe: false })
  const object = phraseFrom(sentence, at + 3)
  const keyword = [subject?.name, 'not', verb, object?.name].filter((part) => part !== undefined).join(' ')
  return { keyword, from: subject?.from ?? at, to: object?.to ?? at + 3 }
}

/** "sync stopped working". */
export const stops: Rule = { words: ['stop', 'stops', 'stopped', 'quit', 'quits', 'ceased'], find: stopping }

function stopping(sentence: Tagged, at: number): Finding | undefined {
  const word = sentence.tokens[at + 1]?.word ?? ''
  const verb = word.endsWith('ing') ? functionVerbs.get(word) : undefined
  const subject = subjectBefore(sentence, at, { needsBe: false })
  if (verb === undefined || subject === undefined || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  return { keyword: `${subject.name} stop ${verb}`, from: subject.from, to: at + 2 }
}

const losable =
  /^(?:connection|connectivity|data|signal|progress|setting|file|session|history|change|charge|quality|access|internet|account|sync|bluetooth|focus|note|photo|message|packet|document|recording)$/

/** "loses connection", "lost all my data". */
export const losses: Rule = { words: ['lose', 'loses', 'lost', 'losing'], find: losing }

function losing(sentence: Tagged, at: number): Finding | undefined {
  const object = phraseFrom(sentence, at + 1)
  if (object === undefined || !losable.test(object.head) || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  return { keyword: `lose ${object.name}`, from: at, to: object.to }
}

/** "the build takes forever", "takes too long to load". */
export const delays: Rule = { words: ['take', 'takes', 'took', 'taking'], find: taking }

function taking(sentence: Tagged, at: number): Finding | undefined {
  const first = sentence.tokens[at + 1]?.word ?? ''
  const isEternity = first === 'an' && /^(?:eternity|age)$/.test(sentence.tokens[at + 2]?.word ?? '')
  const isToo = /^(?:too|so|way)$/.test(first) && sentence.tokens[at + 2]?.word === 'long'
  if (!(isToo || first === 'forever' || first === 'ages' || isEternity) || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  const end = at + (isToo || isEternity ? 3 : 2)
  const action =
    sentence.tokens[end]?.word === 'to'
      ? (functionVerbs.get(sentence.tokens[end + 1]?.word ?? '') ?? abilityVerbs.get(sentence.tokens[end + 1]?.word ?? ''))
      : undefined
  const subject = subjectBefore(sentence, at, { needsBe: false })
  const object = phraseFrom(sentence, end + 2)
  if (action !== undefined) return { keyword: `${action} take too long`, from: at, to: object?.to ?? end + 2 }
  return subject === undefined ? undefined : { keyword: `${subject.name} take too long`, from: subject.from, to: end }
}
