import type { Part } from '@echoscope/domain'

/** Words that may begin a sentence with a capital: any other could be a name, and names are references. */
const openers = new Set(
  `a about above across after again although among an and another answer answering any anyone are as ask at authors because before begin behind below
  besides both but by check comments communities community compared complaints concerns consider content contributors conversations criticism despite discussion
  discussions during each echo elsewhere engagement even few fewer find first fix follow for frequent from frustration further given go growth happy have he help
  here high how however if in influence influential is it its keep last later leading less look many mean meanwhile members mentions mood more much neither neutral
  new next no none nor not nothing now of on once one's only open or other others our out over overall pain partly people perhaps point points positivity posters
  posts priority problems reach read readers recurring regarding remaining reply reports respond reviews same says sentiment several she since so some somebody
  someone something start still such talk talking than that the their them then there these they this those though threads through to together tone topics toward
  towards trend triage under unhappy unlike until up upset use users very view voices volume watch we were what when where whether which while who whoever whose why
  with within without work writers writing yet you`.split(/\s+/),
)

/** A word that may be a name: it begins a sentence and is none that sentences begin with, or it is one of these names. Null: there is none. */
export function strayName(parts: readonly Part[], known: readonly string[]): string | null {
  for (const [at, part] of parts.entries()) {
    if (typeof part !== 'string') continue
    for (const [, opener = ''] of part.matchAll(at === 0 ? /(?:^|[.!?:])\s*(\p{Lu}[\p{L}’'-]*)/gu : /[.!?:]\s*(\p{Lu}[\p{L}’'-]*)/gu))
      if (!openers.has(opener.toLowerCase())) return opener
    const words = ` ${wordsOf(part)} `
    const named = known.find((name) => !openers.has(wordsOf(name)) && wordsOf(name).length > 2 && words.includes(` ${wordsOf(name)} `))
    if (named !== undefined) return named
  }
  return null
}

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
