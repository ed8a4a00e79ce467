export type SpamReason = 'money' | 'prize' | 'urgency' | 'contact' | 'links' | 'short_link' | 'referral' | 'adult' | 'shouting' | 'repetition' | 'symbols'

export interface Spam {
  /** 0 … 1: how much it looks like an advertisement or a fraud. */
  readonly spam: number
  /** What speaks for it, the strongest first. */
  readonly reasons: readonly SpamReason[]
}

interface Sign {
  readonly reason: SpamReason
  readonly weight: number
  readonly pattern: RegExp
}

/** Each sign counts once. Weights set by hand so that one weak sign stays under a half and two strong ones pass it. */
const signs: readonly Sign[] = [
  {
    reason: 'prize',
    weight: 1.3,
    pattern:
      /\b(?:you(?:'ve| have) won (?:a|an|[£$€\d])|you(?:'ve| have) been (?:selected|chosen)|winners?!|claim (?:your|ur|now|code)|(?:are|is) (?:a winner|entitled)|(?:been|are) (?:specially |especially )?(?:awarded|selected)|unredeemed|chances? to win|win (?:£|€|\$)|(?:2|to) claim (?:call|reply|text)|(?:cash|bonus) prizes?|guaranteed (?:prize|cash|award)|(?:cash|£\d+|\$\d+) (?:prize|award|reward)|free (?:entry|gift|ringtone|nokia|spins?|giveaway|camera)|congrat\w* u|gift ?card giveaway|airdrop)\b/,
  },
  {
    reason: 'money',
    weight: 1.1,
    pattern:
      /\b(?:earn (?:up to )?[$£€]?\d+|make money|passive income|work from home|double your|guaranteed (?:returns?|profits?|income)|invest(?:ment)? (?:plan|platform|opportunity)|forex signals?|crypto (?:signals?|recovery)|bitcoin (?:mining|investment|trader)|risk[- ]free|no credit check|cheap (?:pills|meds|loans?|followers)|buy (?:followers|likes|reviews|viagra|cialis)|payday loans?|recover(?:ed)? (?:my|your) (?:funds|crypto|bitcoin)|lowest prices? guaranteed)\b/,
  },
  {
    reason: 'urgency',
    weight: 0.7,
    pattern:
      /\b(?:act (?:now|fast)|limited (?:time|offer|spots)|hurry|don'?t miss (?:out|this)|urgent(?:ly)?!?|last chance|offer ends|today only|expires? (?:soon|today|\d)|call (?:now|free)|reply (?:yes|no|stop|end|go|with)|(?:txt|text|send|reply)\b.{0,30}\b\d{5}|(?:txt|text|send) (?:stop|no|end) )\b/,
  },
  {
    reason: 'contact',
    weight: 1,
    pattern:
      /\b(?:(?:whats ?app|telegram|signal|wechat|kik)\b.{0,24}(?:\+?\d[\d ()-]{6,}|@\w+|t\.me)|t\.me\/|(?:dm|message|text|contact|call) me (?:on|for|now|at)\b|(?:call|calls|txt|text|tel|landline|operator|dial)\b.{0,60}\b0\d{9,}|\w*\d\s?(?:p|pp|ppm|gbp)\/?(?:msg|mtmsg|min|day|wk|sms)\b|p(?:er|\/) ?(?:msg|min|wk|day|text)\b|free ?msg\b)/,
  },
  {
    reason: 'referral',
    weight: 0.9,
    pattern:
      /\b(?:use (?:my|code|promo)|promo code|referral (?:link|code)|my (?:link|channel|onlyfans|course|ebook)|coupon code|discount code|\d{2,3}% off|free (?:call|txt|text|sms|camera|mobile|minutes|ringtones?|polyphonic)|for free!|call \w* ?free|sub(?:scribe)? (?:to|4|for) (?:my|sub|a sub)|follow (?:me|for follow|back)|check out my (?:channel|store|shop|page|site)|visit (?:my|our) (?:store|shop|site|website|page|profile))\b/,
  },
  {
    reason: 'adult',
    weight: 0.9,
    pattern:
      /\b(?:hot (?:girls|singles|babes)|singles? in your area|sexy? (?:chat|singles|cams?)|xxx[-.\w]\w{3,}|get laid|flirt|dating|horny|sexy|nude cams?|escorts?|adult (?:dating|content)|18\+|onlyfans)\b/,
  },
]

const shortLink: Sign = {
  reason: 'short_link',
  weight: 0.9,
  pattern: /\b(?:bit\.ly|tinyurl\.com|goo\.gl|cutt\.ly|rb\.gy|is\.gd|shorturl\.at|rebrand\.ly|linktr\.ee)\/|\.(?:xyz|top|click|icu|buzz)\//,
}
/** All signs at once, at the start of a word: of most texts that is all there is to ask. */
const anySign = new RegExp(`\\b(?:${signs.map(({ pattern }) => pattern.source.replace('\\b', '')).join('|')})`)

const link = /https?:\/\/|www\./g
const letter = /\p{L}/gu
const capital = /\p{Lu}/gu
const word = /\p{L}{2,}/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
const ascii = /[\x00-\x7f]+/g
const symbol = /[\p{Extended_Pictographic}$£€★✅➡💰]/gu
const read = 4_000
/** Words stand so often in a text that repeats itself. */
const leastRepeated = 5

/** Signs of spam in a text as it was written, links and all. Reads its first 4,000 characters; linear in them. */
export function spamIn(text: string): Spam {
  const sample = text.slice(0, read).replaceAll('’', "'")
  const lower = sample.toLowerCase()
  const asked = [...(anySign.test(lower) ? signs : []), ...(lower.includes('/') ? [shortLink] : [])]
  const found = asked.flatMap(({ reason, weight, pattern }) => (pattern.test(lower) ? [{ reason, weight }] : []))
  found.push(...formSigns(sample, lower))
  const sum = found.reduce((total, { weight }) => total + weight, 0)
  return { spam: 1 - Math.exp(-0.6 * sum), reasons: found.sort((a, b) => b.weight - a.weight).map(({ reason }) => reason) }
}

function formSigns(sample: string, lower: string): { reason: SpamReason; weight: number }[] {
  const { letters, capitals, symbols } = charactersIn(sample)
  const links = lower.includes('http') || lower.includes('www.') ? (lower.match(link)?.length ?? 0) : 0
  const words = links >= 3 || mayRepeat(lower) ? (lower.match(word) ?? []) : []
  const found: { reason: SpamReason; weight: number }[] = []
  if (links >= 3 && words.length < links * 40) found.push({ reason: 'links', weight: 0.8 })
  if (letters >= 30 && capitals > 0.6 * letters) found.push({ reason: 'shouting', weight: 0.5 })
  if (words.length >= 20 && new Set(words).size < words.length / leastRepeated) found.push({ reason: 'repetition', weight: 0.9 })
  if (symbols >= 6 && symbols * 12 > letters) found.push({ reason: 'symbols', weight: 0.5 })
  return found
}

const slots = 1_024
const seenIn = new Uint32Array(slots)
let generation = 0

/** At least so many different words of a text of ASCII, told by what they hash to: those that share a slot count once. */
function hasSoManyWords(lower: string, most: number): boolean {
  generation = generation === 0xffff_ffff ? 1 : generation + 1
  let different = 0
  let hash = 0
  let length = 0
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at)
    if (code >= 128) return false
    if (code >= 97 && code <= 122) {
      hash = Math.imul(hash ^ code, 16_777_619)
      length += 1
      continue
    }
    const slot = (hash ^ (hash >>> 15)) & (slots - 1)
    if (length >= 2 && seenIn[slot] !== generation) {
      seenIn[slot] = generation
      different += 1
      if (different >= most) return true
    }
    hash = 0
    length = 0
  }
  return false
}

/** False where the words of a quarter of the text are already too many different ones for the whole to be repetitive. */
function mayRepeat(lower: string): boolean {
  const most = (lower.length + 1) / 3 / leastRepeated
  if (hasSoManyWords(lower, most)) return false
  const different = new Set<string>()
  for (const [found] of lower.matchAll(word)) if (different.add(found).size >= most) return false
  return true
}

/** Letters of ASCII are told by their codes; asking a pattern for each of them took a tenth of the whole analysis. */
function charactersIn(sample: string): { letters: number; capitals: number; symbols: number } {
  let letters = 0
  let capitals = 0
  let symbols = 0
  let isAscii = true
  for (let index = 0; index < sample.length; index += 1) {
    const code = sample.charCodeAt(index)
    if (code >= 128) isAscii = false
    else if (code >= 65 && code <= 90) {
      letters += 1
      capitals += 1
    } else if (code >= 97 && code <= 122) letters += 1
    else if (code === 36) symbols += 1
  }
  if (isAscii) return { letters, capitals, symbols }
  const beyond = sample.replaceAll(ascii, '')
  const more = (pattern: RegExp): number => beyond.match(pattern)?.length ?? 0
  return { letters: letters + more(letter), capitals: capitals + more(capital), symbols: symbols + more(symbol) }
}
