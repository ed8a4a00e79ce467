import { abilityVerbs, complaintAdjectives, complaintVerbs, functionVerbs, narrowVerbs, nounComplaints } from './words.ts'

/** Words that begin a complaint whatever follows them. */
const alone = [...complaintVerbs.keys(), ...narrowVerbs.keys(), ...complaintAdjectives, ...nounComplaints.keys()].join('|')

/** Ways to complain that need more than one word, each wider than the rule that it is for. */
const joined = [
  '(?:too|extremely|ridiculously|insanely|annoyingly) (?:many|much|high|low|small|big|large|loud|quiet|heavy|complex|complicated|long|short|tight|bright|dim|dark|strict|aggressive|sensitive|hot|thick|weak|hard|difficult|steep|limited|bulky|restrictive|verbose|costly|rigid|basic)',
  'not enough',
  'lack|lacks|lacking|forever|ages|(?:so|way) long',
  '(?:stop|stops|stopped|quit|quits|ceased) \\w+ing',
  'lose|loses|lost|losing',
  'cancell?ed|declined|denied|refused|rejected|delayed|damaged|banned|suspended|wiped|stolen|overcharged|cracked|bricked|hacked|stuck|blocked',
  '(?:is|are|was|were|been|feels|seems|got|gets|get|become|became|getting|gotten)(?: \\w+){0,3} (?:nightmare|joke|mess|disaster|scam|pain|ripoff|chore|hassle|worse|late|out of (?:sync|date|order|stock)|full of \\w+)',
  "(?:do not|don['’]?t) like (?:the|this|your|their|its|these|those|to)",
  '(?:only|biggest|main|worst) (?:\\w+ )?(?:problem|issue|thing|con|flaw|negative)',
  'trouble|inability|(?:hard|difficult|impossible|slow) to|prevents \\w+ from|able to',
  "(?:not|\\w+n['’]t) worth",
  'take[sn]? an (?:eternity|age)',
  '(?:hate|dislike|detest|despise|loathe) (?:the|this|your|their|its|these|those|that)',
  '(?:tired|sick|frustrated|disappointed|annoyed|unhappy|upset|fed up|disgusted) (?:with|by|about|in|of|at)',
  'complaints?|gripes?|downsides?|drawbacks?|annoyance',
  '(?:keeps?|kept) \\w+ing',
  '(?:deleted?s?|removed?s?|wipe[ds]?|resets?|erase[ds]?|ignore[ds]?|forgot|forgets|overwrites?|waste[ds]?|scratche[ds]|ruin(?:s|ed)) (?:all )?(?:my|our)',
  '(?:they|you|update|version|release|app|automod|firmware|redesign) (?:have |has |just )?(?:remove[ds]|killed|dropped|discontinued|hid)',
  'arrived? (?:late|cold|damaged|broken|empty|open|crushed|dirty)',
  'no (?:\\w+ )?(?:signal|sound|internet|connection|wi-?fi|water|electricity|power|heating|undo|mode|audio|reception|coverage|bass|tracking)',
].join('|')
const complaint = new RegExp(`\\b(?:${alone}|${joined.replaceAll(' ', '\\s+')})\\b`)
const outage = /\b(?:server|site|website|service|api|network|internet|dashboard|cluster|database|app|store|backend|login|page)s?\b.*\bdown\b/s
const denial = /n['’]?t\b|\bnot\b|\bnever\b|\bunable\b|\brefuse[sd]\b/
const deniable = new RegExp(`\\b(?:${[...new Set([...functionVerbs.keys(), ...abilityVerbs.keys()])].join('|')})\\b`)

/** Cheap test whether a sentence can hold a complaint at all: tagging one costs as much as everything else done with it. */
export function mayComplain(sentence: string): boolean {
  const lower = sentence.toLowerCase()
  if (complaint.test(lower)) return true
  // What is denied comes after its denial.
  const from = lower.search(denial)
  return (from >= 0 && deniable.test(lower.slice(from))) || (lower.includes('down') && outage.test(lower))
}
