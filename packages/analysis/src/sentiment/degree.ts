const INCREASE = 0.293
const boosting =
  'absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous enormously entirely especially exceptional exceptionally extreme extremely fabulously flipping flippin frackin fracking fricking frickin frigging friggin fully fuckin fucking fuggin fugging greatly hella highly hugely incredible incredibly intensely major majorly more most particularly purely quite really remarkably so substantially thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very'
const damping =
  'almost barely hardly kinda kindof kind-of less little marginal marginally occasional occasionally partly scarce scarcely slight slightly somewhat sorta sortof sort-of'

/** Degree adverbs and what they add to the strength of the word after them (VADER, empirical ±0.293). */
export const boosters: ReadonlyMap<string, number> = new Map([
  ...boosting.split(' ').map((word) => [word, INCREASE] as const),
  ...damping.split(' ').map((word) => [word, -INCREASE] as const),
  ['just enough', -INCREASE],
  ['kind of', -INCREASE],
  ['sort of', -INCREASE],
])

const negating =
  'aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neednt neither never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh uh-uh wasnt werent without wont wouldnt rarely seldom despite'
const negations: ReadonlySet<string> = new Set(negating.split(' '))

export const isNegation = (lower: string): boolean => negations.has(lower) || lower.includes("n't")

/** Phrases whose meaning is not the sum of their words. */
export const idioms: ReadonlyMap<string, number> = new Map([
  ['the shit', 3],
  ['the bomb', 3],
  ['bad ass', 1.5],
  ['badass', 1.5],
  ['bus stop', 0],
  ['yeah right', -2],
  ['kiss of death', -1.5],
  ['to die for', 3],
  ['beating heart', 3.1],
  ['broken heart', -2.9],
])
