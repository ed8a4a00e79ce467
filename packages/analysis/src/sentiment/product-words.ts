const groups: readonly (readonly [valence: number, words: string])[] = [
  [-2.4, 'unusable scam scammy garbage trash bricked ripoff rip-off refund refunds'],
  [-2, 'broken buggy crash crashes crashed crashing crashy unreliable unresponsive malware spyware bloatware enshittification overpriced flawed'],
  [
    -1.8,
    'fails fail failed failing failure failures breaks broke laggy glitchy janky flaky sluggish clunky bloated corrupted outage outages downtime paywalled downgrade',
  ],
  [
    -1.5,
    'bug bugs slow slower slowly lag lags lagging freezes freezing glitch glitches leak leaks leaking drains draining expensive pricey unstable overheats overheating stutters stuttering disconnects disconnecting workaround',
  ],
  [-1.2, 'issue issues error errors stuck timeout timeouts bloat outdated cumbersome tedious missing'],
  [1.6, 'stable snappy blazing seamless seamlessly effortless intuitive polished responsive lightweight bug-free'],
  [1.4, 'fast faster fixed fixes upgrade flawless flawlessly'],
  [2.6, '😍 🥰 ❤ ❤️ 💕 🎉 😁 😀 😃 😄 😊'],
  [1.8, '👍 👏 🙌 🔥 💯 🙏 😂 🤣'],
  [-2, '😡 🤬 😠 👎 💩 🤮 😤'],
  [-1.6, '😭 😢 😞 😒 🙄 😩'],
  // Technical or merely polite in posts about products, whatever they mean elsewhere.
  [
    0,
    'support supported supporting supports supporter please share shared shares sharing free kill killed kills killing fire fired master play played playing join ease alert alerts critical argument arguments block blocked blocks blocking drop dropped exposed isolated pressure apps interest interested important value values trust fork dump dumps reject rejected warning warnings abort aborted solution solutions legal strange challenge hope hoping natural care number token tokens fresh like',
  ],
]

/**
 * Words about products and software with valences of our own on VADER's scale (−4 … +4), replacing its entries. Set by hand from
 * what the words mean in such posts; not rated by people.
 */
export const productWords: ReadonlyMap<string, number> = new Map(groups.flatMap(([valence, words]) => words.split(' ').map((word) => [word, valence] as const)))
