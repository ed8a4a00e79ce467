/** Insults thrown at people, by strength. Slurs are matched by their stems. What merely swears about a thing is no insult. */
const insults: readonly (readonly [weight: number, pattern: RegExp])[] = [
  [
    0.4,
    /\b(?:idiots?|morons?|imbeciles?|dumbass(?:es)?|losers?|clowns?|scumbags?|dipshits?|dumb\s*f\w+ks?|crybab(?:y|ies)|pathetic (?:people|person|human|loser)|braindead|retard(?:s|ed)?)\b/gi,
  ],
  [
    0.5,
    /\b(?:shut (?:the \w+ )?up|screw you|f+u+c*k+ (?:you|u|off)|go to hell|piss off|you(?:'re| are) (?:stupid|dumb|disgusting|trash|garbage|worthless|an? (?:joke|disgrace))|ass?holes?|bastards?|bitch(?:es)?|cunts?|dickheads?|wankers?|pricks?)\b/gi,
  ],
  [
    1,
    /\b(?:kill yourself|kys|hope you die|go die|deserve to die|i(?:'ll| will) (?:kill|find|hurt) you|n[i1]gg\w+|f[a4]gg?ots?|k[i1]kes?|tr[a4]nn(?:y|ies))\b/gi,
  ],
]

/** All at once: in most texts there is none. */
const anyInsult = new RegExp(insults.map(([, pattern]) => pattern.source).join('|'))

/** 0 … 1 by the insults a text holds; null where the language has no list, since silence is not peace. */
export function toxicityOf(prose: string, language: string): number | null {
  if (language !== 'en') return null
  const text = prose.slice(0, 4_000).replaceAll('’', "'")
  if (!anyInsult.test(text.toLowerCase())) return 0
  const sum = insults.reduce((total, [weight, pattern]) => total + weight * (text.match(pattern)?.length ?? 0), 0)
  return Math.min(1, sum)
}
