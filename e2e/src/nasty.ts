/** Texts that people and programs put into names, rules, notes and posts to see what happens: markup, formulas, directions, marks without end, length. */
export const nasty = {
  markup: `<img src=x onerror="globalThis.broken=1"><script>globalThis.broken=1</script>`,
  attribute: `" onmouseover="globalThis.broken=1" x='`,
  template: '{{constructor.constructor("globalThis.broken=1")()}} ${globalThis.broken=1}',
  direction: '\u202Eright to left\u202C and \u2067mixed\u2069 مرحبا',
  zalgo: `Z${'\u0301\u0310\u0334\u0489'.repeat(12)}algo`,
  wide: '𝒲𝒾𝒹ℯ 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ﷽',
  long: 'Donaudampfschifffahrtsgesellschaftskapitänswitwe'.repeat(4),
  formula: '=HYPERLINK("https://evil.example","press")',
  control: 'a\u0007bell\u200Band\u00ADnothing',
} as const

/** A post of each, as Reddit's archives hold them; all name `word`. */
export const nastyPosts = (word: string, now: Date): string =>
  Object.entries(nasty)
    .map(([kind, text], at) =>
      JSON.stringify({
        id: `n${kind}`,
        subreddit: `place_${at}`,
        title: `${word} ${text}`.slice(0, 290),
        selftext: `${text} The battery of ${word} drains within a day, it is terrible. ${text}`,
        author: `${kind}_writer`,
        score: at,
        num_comments: at,
        created_utc: Math.floor(now.getTime() / 1_000) - (at + 1) * 86_400,
        permalink: `/r/place_${at}/comments/n${kind}/x/`,
      }),
    )
    .join('\n')
