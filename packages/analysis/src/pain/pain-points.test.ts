import { describe, expect, test } from 'vitest'
import { createAnalyzer } from '../analyzer.ts'

const analyzer = createAnalyzer({ mentionsBrand: () => false })
const found = (body: string): (readonly [string, string])[] =>
  analyzer.analyse({ title: '', body }).painPoints.map(({ keyword, start, end }) => [keyword, body.slice(start, end)] as const)

const complaints: readonly (readonly [sentence: string, keyword: string, span: string])[] = [
  ['The battery drains overnight.', 'battery drain', 'battery drains'],
  ["My phone's battery is constantly draining since Tuesday.", 'battery drain', 'battery is constantly draining'],
  ['Since the update it drains my battery like crazy.', 'battery drain', 'drains my battery'],
  ['I have a weird battery drain issue.', 'battery drain', 'battery drain'],
  ['The battery of my phone drains quickly.', 'battery drain', 'battery of my phone drains'],
  ['Sync fails after update.', 'sync fail', 'Sync fails'],
  ['The sync keeps failing on my tablet.', 'sync fail', 'sync keeps failing'],
  ["It doesn't load.", 'not load', "doesn't load"],
  ["The page doesn't load anymore.", 'page not load', "page doesn't load"],
  ['The pricing is too high for a small shop.', 'price too high', 'pricing is too high'],
  ['We suffer from slow build times.', 'slow build time', 'slow build times'],
  ['Our build times are painfully slow.', 'slow build time', 'build times are painfully slow'],
  ['Slow Startup Times Since Version Nine', 'slow startup time', 'Slow Startup Times'],
  ['The app crashes whenever I rotate the screen.', 'app crash', 'app crashes'],
  ['The new app crashed twice today.', 'app crash', 'app crashed'],
  ['The latest update broke bluetooth.', 'bluetooth break', 'broke bluetooth'],
  ['There is a memory leak in the renderer.', 'memory leak', 'memory leak'],
  ['The service leaks memory under load.', 'memory leak', 'leaks memory'],
  ['How do I fix a memory leak in the worker?', 'memory leak', 'memory leak'],
  ["I can't log in since yesterday.", 'not log in', "can't log in"],
  ["Can't connect to wifi after waking the laptop.", 'not connect wifi', "Can't connect to wifi"],
  ["I can't sign in.", 'not log in', "can't sign in"],
  ['Unable to login on my tablet.', 'not log in', 'Unable to login'],
  ["I can't log into the dashboard.", 'not log in dashboard', "can't log into the dashboard"],
  ["The website won't open on my tablet.", 'website not open', "website won't open"],
  ['My videos were not uploaded.', 'video not upload', 'videos were not uploaded'],
  ['We are unable to export invoices.', 'not export invoice', 'unable to export invoices'],
  ["It won't let me cancel my subscription.", 'not cancel subscription', "won't let me cancel my subscription"],
  ['I can’t update my profile picture.', 'not update profile picture', 'can’t update my profile picture'],
  ["Why doesn't the camera open anymore?", 'camera not open', "doesn't the camera open"],
  ['Why does the search not work on mobile?', 'search not work', 'search not work'],
  ["The extension isn't working in Firefox.", 'extension not work', "extension isn't working"],
  ['The scanner does not recognize my documents.', 'scanner not recognize document', 'scanner does not recognize my documents'],
  ["Notifications don't show up on my watch.", 'notification not show up', "Notifications don't show up"],
  ['The app fails to start on Android.', 'app not start', 'app fails to start'],
  ['The importer failed to upload the file.', 'importer not upload file', 'importer failed to upload the file'],
  ['The docs are confusing.', 'confusing docs', 'docs are confusing'],
  ['The checkout page is broken on Safari.', 'broken checkout page', 'checkout page is broken'],
  ['Broken links all over the help center.', 'broken link', 'Broken links'],
  ['The editor has a buggy autocomplete.', 'buggy autocomplete', 'buggy autocomplete'],
  ['The microphone is faulty.', 'faulty microphone', 'microphone is faulty'],
  ['The interface feels clunky.', 'clunky interface', 'interface feels clunky'],
  ['Customer support is unresponsive.', 'unresponsive customer support', 'Customer support is unresponsive'],
  ['Offline support is missing.', 'missing offline support', 'Offline support is missing'],
  ['Missing dark mode in the desktop client.', 'missing dark mode', 'Missing dark mode'],
  ['Problems with the charger again.', 'charger issue', 'Problems with the charger'],
  ['We ran into issues with payment processing.', 'payment processing issue', 'issues with payment processing'],
  ['Having trouble connecting to the printer.', 'not connect printer', 'trouble connecting to the printer'],
  ['We get timeout errors from the gateway.', 'timeout error', 'timeout errors'],
  ['Input lag makes the game unplayable.', 'input lag', 'Input lag'],
  ['The keyboard shortcut stopped working.', 'keyboard shortcut stop work', 'keyboard shortcut stopped working'],
  ['Bluetooth disconnects every ten minutes.', 'bluetooth disconnect', 'Bluetooth disconnects'],
  ['My screen freezes when I open a PDF.', 'screen freeze', 'screen freezes'],
  ['My charger overheats.', 'charger overheat', 'charger overheats'],
  ['The database got corrupted.', 'database corrupt', 'database got corrupted'],
  ['The router dies every night.', 'router die', 'router dies'],
  ['The call drops after a minute.', 'call drop', 'call drops'],
  ['The laptop fan is too loud.', 'laptop fan too loud', 'laptop fan is too loud'],
  ['There are too many ads in the free plan.', 'too many ad', 'too many ads'],
  ['Not enough storage on the base model.', 'not enough storage', 'Not enough storage'],
  ['The lack of documentation is a pity.', 'lack documentation', 'lack of documentation'],
  ['Compilation takes forever.', 'compilation take too long', 'Compilation takes forever'],
  ['It takes too long to load.', 'load take too long', 'takes too long to load'],
  ['We lost all our data.', 'lose data', 'lost all our data'],
  ['The server is down again.', 'server down', 'server is down'],
  ['The app deleted my photos.', 'delete photo', 'app deleted my photos'],
  ['Every update resets my keyboard shortcuts.', 'reset keyboard shortcut', 'update resets my keyboard shortcuts'],
  ['They removed the headphone jack.', 'remove headphone jack', 'removed the headphone jack'],
  ['It keeps logging me out.', 'keep log out', 'keeps logging me out'],
  ['It keeps asking for a code.', 'keep ask', 'keeps asking'],
  ['My order was cancelled without a word.', 'order cancelled', 'order was cancelled'],
  ['Claim denied without a reason.', 'claim denied', 'Claim denied'],
  ['The parcel arrived damaged.', 'parcel arrive damaged', 'parcel arrived damaged'],
  ['Their billing is a nightmare.', 'billing nightmare', 'billing is a nightmare'],
  ['Captions are out of sync again.', 'caption out of sync', 'Captions are out of sync'],
  ['The search got worse.', 'search worse', 'search got worse'],
  ['There is no hot water in the room.', 'no water', 'no hot water'],
  ['I hate the new sidebar.', 'hate sidebar', 'hate the new sidebar'],
  ['We are fed up with the popups.', 'frustrating popup', 'fed up with the popups'],
  ['My only gripe is the interface.', 'interface issue', 'interface'],
  ['The only downside is that my media saves to my phone.', 'media issue', 'media saves to my phone'],
  ['Only thing I hate is that you have to download the stickers.', 'sticker issue', 'download the stickers'],
  ['The new update wasn’t worth it.', 'update not worth it', 'update wasn’t worth it'],
  ['I always have trouble checking my purchased items.', 'trouble checking item', 'trouble checking my purchased items'],
  ['It is hard to navigate the menu.', 'hard to navigate menu', 'hard to navigate the menu'],
  ['Slow to load on my phone.', 'slow to load', 'Slow to load'],
  ['The inability to download music is a shame.', 'not download music', 'inability to download music'],
  ['A bug prevents me from editing my photos.', 'prevent editing photo', 'prevents me from editing my photos'],
  ['Changing the background takes forever.', 'background take too long', 'Changing the background takes forever'],
  ['The video and audio are choppy.', 'choppy audio', 'video and audio are choppy'],
  ['I do not like to get notifications.', 'dislike notification', 'get notifications'],
  ['Support never answers.', 'support not answer', 'Support never answers'],
  ['You sent me the wrong item.', 'wrong item', 'wrong item'],
  ['The **battery** drains too fast.', 'battery drain', 'battery** drains'],
  ['HOW CAN THIS BE, THE VIDEO PLAYER CRASHES CONSTANTLY', 'video player crash', 'VIDEO PLAYER CRASHES'],
]

const innocent: readonly string[] = [
  'What is the best way to learn Go?',
  'I love this phone.',
  'It is a problem.',
  'People have issues.',
  "I don't know what to do.",
  "I can't wait for the release.",
  "We don't use that.",
  'The app never crashes.',
  'There are no issues with the sync.',
  'We fixed the memory leak yesterday.',
  'If the server crashes, we restart it.',
  'This could break the build.',
  'Does anyone have any issues with billing?',
  'Take a break and drink some coffee.',
  'Do not open the case.',
  'The stock market crashed.',
  'Breaking changes are listed below.',
  'He broke his leg.',
  'That is not slow at all.',
  'Run the tests without errors.',
  'The old version was too good.',
  'We hung out downtown.',
  'They lost the game.',
  'Slow down and enjoy the view.',
  "The user didn't open the mail.",
  'The reader supports protocol buffers.',
  'Error handling and error messages are explained there.',
  'The thing is broken.',
  'You are talking to the wrong person.',
  'The researcher denied the claim.',
  'Google refused to comment.',
  'I deleted my account.',
  'A customer kept asking for a demo.',
  'No internet needed.',
  'It is worse than a cigarette.',
  'I am sick of pretending.',
  'Let me know if the order was cancelled.',
  'We work hard to build the app.',
  'The guard prevents dogs from entering the shop.',
  'The only thing I need is a keyboard.',
  'I am able to export my data.',
  'It is not hard to install the app.',
  'I do not like to complain.',
]

describe('a complaint is tagged where it stands', () => {
  test.each(complaints)('%s → %s', (sentence, keyword, span) => {
    expect(found(sentence)).toEqual([[keyword, span]])
  })
})

describe('no complaint, no pain point', () => {
  test.each(innocent)('%s', (sentence) => {
    expect(found(sentence)).toEqual([])
  })
})

describe('what the author did not say', () => {
  test.each([
    ['inline code', 'Look at `the app crashes` in the log file of yesterday.'],
    ['fenced code', 'Look at the log file of yesterday:\n```\nthe app crashes\n```\nIt is long.'],
    ['an open fence', 'Look at the log file of yesterday:\n```js\nthe app crashes'],
    ['indented code', 'Look at the log file of yesterday:\n\n    the app crashes\n\nIt is long.'],
    ['a quoted line', '> the app crashes all the time\n\nI am happy with the way it works for me.'],
    ['an escaped quotation', '&gt; the app crashes all the time\n\nI am happy with the way it works for me.'],
    ['an address', 'See https://example.org/the-app-crashes?slow=build for the announcement of the team.'],
    ['the target of a link', 'See [the announcement](/the-app-crashes "the app crashes") of the team.'],
  ])('%s is not a complaint', (_, body) => {
    expect(found(body)).toEqual([])
  })

  test('a phrase never reaches across blanked text', () => {
    expect(found('I looked at the battery `x` drains in the log of yesterday.')).toEqual([])
  })
})

test('a post has each keyword once, at its first place, and at most eight', () => {
  const sentences = complaints.slice(12, 40).map(([sentence]) => sentence)
  const body = [...sentences, ...sentences].join(' ')
  const keywords = found(body).map(([keyword]) => keyword)
  expect(keywords).toHaveLength(8)
  expect(new Set(keywords).size).toBe(8)
  expect(found('The app crashes. The app crashed again.')).toEqual([['app crash', 'app crashes']])
})
