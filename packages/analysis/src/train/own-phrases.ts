const listed = (text: string): string[] =>
  text
    .split('\n')
    .flatMap((line) => line.split('|'))
    .map((part) => part.trim())
    .filter((part) => part !== '')

const things = listed(`
  The app | The update | The search | The editor | The website | The server | The installer | The camera | The battery | The screen | The keyboard | The speaker
  The microphone | The charger | The hinge | The strap | The cable | The player | The client | The library | The plugin | The driver | The documentation | The export
  The import | The sync | The login | The checkout | The dashboard | The widget | The calendar | The notifications feature | The support team | The delivery | The subscription
  The free plan | The pricing | The menu | The game | The matchmaking | The upload | The backup | The scanner | The printer | The router | The headset | The watch | The vacuum
  The bus | The flight | The room | The meal | The seat | The jacket | The lid | The pump | The remote | The map | The voice control | The build | The compiler | The database
`)

const troubles = listed(`
  is broken | broke after a week | broke on the first day | stopped working | stopped responding | no longer works | does not work any more | does not start | does not open
  will not turn on | will not connect | cannot be reached | cannot be used offline | fails every time | fails without a message | crashes on start | crashes all the time | freezes after a minute
  hangs for no reason | stalls half way | restarts by itself | resets all my settings | removed what I used most | deleted my data | lost my work | wiped my history | ate my files
  is slow | is so slow now | is much slower than before | takes forever | takes ages | lags badly | stutters | is laggy | is buggy | is full of bugs | is full of ads | is unusable | is unreadable | is unreliable
  is flaky | is confusing | is complicated | is outdated | is wrong half of the time | is missing | is gone | is down again | is down since this morning | is out of date | is out of sync
  is late again | arrived late | arrived damaged | arrived cold | was cancelled | was dirty | was the wrong one | never came | came without the screws | is too expensive | is too loud | is too small
  is too big | is too dark | is too tight | is too complicated for what it does | costs too much | went up in price again | doubled in price | drains the phone | gets hot | overheats | leaks | squeaks
  rattles | wobbles | smells | scratches easily | fell apart | came off | fades after one wash | does not fit | does not charge | does not answer | ignores my input | ignores every mail | keeps failing
  keeps stopping | keeps disconnecting | keeps asking for my password | keeps dropping the connection | misses half of what I type | shows the wrong date | shows nothing at all | shows an error
  returns the wrong result | conflicts with everything else | corrupts files | duplicates every entry | sends everything twice | wastes half of the screen | is a mess since the redesign | got worse
  gets worse with every release | is worse than before | has a memory leak | has no undo | has no sound | has been broken for weeks | lacks the basics | is a pain to set up | is a nightmare | is a joke
`)

const praises = listed(`
  works perfectly | works like a dream | just works | is great | is excellent | is so much better now | is better than ever | is very fast | is fast and reliable | is easy to use | is a joy to use | is beautiful
  looks gorgeous | is well made | is comfortable | is worth the money | never fails | never let me down | never crashes | is rock solid | saved me a lot of time | arrived early | is exactly what I wanted
  exceeded my expectations | is the best I have had | is brilliant | is a big improvement | is pleasantly quiet | lasts for ages | has been flawless | does everything I need | is not bad at all | is better than I expected
  is impressive | is very helpful | was friendly and quick | was delicious | is free and works well | made my day | has no flaws | could not be better | got much smoother
`)

const facts = listed(`
  is on the left | is described in the second chapter | comes in two sizes | has three settings | was released in March | runs on port 8080 | returns a list | takes two arguments | is written in Go
  is part of the basic plan | opens at nine | closes at six | stops at the museum | is next to the entrance | uses the default profile | reads the file line by line | depends on your region
  can be changed in the settings | is the same as last year | is optional | belongs to my brother | is made in Portugal | weighs about a kilo | starts with the system | was moved to another folder
  arrived on Thursday | will be tested tomorrow | is for my daughter | needs two batteries | connects over Bluetooth | is based on the old one | returns null if the key does not exist
  throws an error if the name is empty | is two years old | supports version 3 and 4 | shows the date and the time | has a lid | is in the box | is open source | comes with a manual
`)

const mixes = listed(`
  looks great | is fast | is beautiful | is excellent | works well | is lovely | is cheap | is fun
`)
const openers = listed('Great, | Oh great, | Wonderful, | Fantastic, | Brilliant. | Just what I needed: | Well done, | Lovely, | Thanks a lot, | Nice,')

const said = (thing: string, way: number): string =>
  [thing, thing.replace('The', 'My'), thing.replace('The', '@brand your'), thing.replace('The', '@brand the')][way] ?? thing

/** Posts put together of these phrases: each phrase meets several things, so that it is the phrase that is learnt. */
export function ownPhrases(): { readonly mark: 'c-' | '.+' | '.0' | 'm0' | 's-'; readonly text: string }[] {
  const with_ = (phrases: readonly string[], times: number, ways = 2): string[] =>
    phrases.flatMap((phrase, index) =>
      Array.from(
        { length: times },
        (_, round) => `${said(things[(index * 7 + round * 13) % things.length] ?? '', (index + round) % ways)} ${phrase}${index % 3 === 0 ? '' : '.'}`,
      ),
    )
  const mixed = troubles.map((trouble, index) => {
    const other = (things[(index * 11 + 5) % things.length] ?? '').toLowerCase()
    const link = ['but', 'though', 'while', 'but'][index % 4] ?? 'but'
    return `${things[(index * 3) % things.length] ?? ''} ${mixes[index % mixes.length] ?? ''}, ${link} ${other} ${trouble}.`
  })
  const sarcastic = troubles.map(
    (trouble, index) => `${openers[index % openers.length] ?? ''} ${(things[(index * 5 + 2) % things.length] ?? '').toLowerCase()} ${trouble}.`,
  )
  return [
    ...with_(troubles, 4, 4).map((text) => ({ mark: 'c-', text }) as const),
    ...with_(praises, 6).map((text) => ({ mark: '.+', text }) as const),
    ...with_(facts, 8).map((text) => ({ mark: '.0', text }) as const),
    ...mixed.map((text) => ({ mark: 'm0', text }) as const),
    ...sarcastic.map((text) => ({ mark: 's-', text }) as const),
  ]
}
