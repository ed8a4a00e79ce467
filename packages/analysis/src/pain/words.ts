export { complaintAdjectives } from '@echoscope/domain'
import { verbForms } from './forms.ts'

const setOf = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Verbs that are a complaint about their subject. */
export const complaintVerbs = verbForms(
  'crash fail freeze hang lag leak stutter disconnect glitch overheat stall drain break corrupt buffer flicker throttle squeak rattle malfunction wobble',
)
/** Those whose object suffers, where they have one: "the update broke bluetooth", "drains my battery". */
export const harmingVerbs = setOf('crash freeze leak drain break corrupt')
/** Complaints only about these subjects: people die and prices drop without anybody complaining about a product. */
export const narrowVerbs: ReadonlyMap<string, { readonly verb: string; readonly subjects: ReadonlySet<string> }> = new Map(
  (
    [
      [
        'die',
        'battery phone laptop server router headset headphone earbud controller mic microphone keyboard drive ssd screen charger computer watch tablet tv monitor instance',
      ],
      ['drop', 'connection call wifi wi-fi signal frame fps framerate bluetooth internet network packet audio'],
      ['skip', 'audio track music sound song'],
      ['restart', 'app phone server laptop computer pod container service device router game'],
      ['reboot', 'phone server laptop computer device router instance'],
    ] as const
  ).flatMap(([verb, subjects]) => [...verbForms(verb).keys()].map((form) => [form, { verb, subjects: setOf(subjects) }] as const)),
)

/** What a thing is for: its absence ("does not load") is a complaint. */
export const functionVerbs = verbForms(
  'load open start launch boot connect sync work respond save update refresh charge render compile install download upload export import log login play pair print scan run detect recognize recognise support display appear scroll resume scale migrate deploy build show validate match authenticate turn switch wake unlock send receive reconnect stream answer arrive reply fit',
)
/** What people want to do with a thing: being unable to is a complaint. */
export const abilityVerbs = verbForms(
  'log login sign connect install export import download upload access open save load play pair sync cancel update delete remove edit print scan pay checkout unsubscribe upgrade uninstall disable mute copy paste move rename backup restore reset register verify deploy compile submit stream record reply post view arrange rearrange search select choose change add create share set zoom watch edit scan send',
)

/** Nouns that are a complaint about the noun before them → the one word they are told by. */
export const nounComplaints: ReadonlyMap<string, string> = new Map(
  Object.entries({
    crash: 'crash',
    crashes: 'crash',
    failure: 'failure',
    failures: 'failure',
    leak: 'leak',
    leaks: 'leak',
    leakage: 'leak',
    lag: 'lag',
    drain: 'drain',
    outage: 'outage',
    outages: 'outage',
    glitch: 'glitch',
    glitches: 'glitch',
    timeout: 'timeout',
    timeouts: 'timeout',
    downtime: 'downtime',
    slowdown: 'slowdown',
    slowdowns: 'slowdown',
    stutter: 'stutter',
    stutters: 'stutter',
    stuttering: 'stutter',
    freeze: 'freeze',
    freezes: 'freeze',
    corruption: 'corruption',
    disconnects: 'disconnect',
    disconnection: 'disconnect',
    disconnections: 'disconnect',
    bloat: 'bloat',
    bug: 'bug',
    bugs: 'bug',
    issue: 'issue',
    issues: 'issue',
    problem: 'issue',
    problems: 'issue',
    trouble: 'issue',
    troubles: 'issue',
    error: 'error',
    errors: 'error',
    overheating: 'overheat',
    flicker: 'flicker',
    flickering: 'flicker',
    difficulty: 'issue',
    difficulties: 'issue',
    dropouts: 'dropout',
    dropout: 'dropout',
  }),
)
/** Of these, "with X" or "in X" says what is wrong. */
export const troubleNouns = setOf('issue error bug glitch failure')

export const bePossible = setOf(
  "is are was were be been being seems seem feels feel looks look gets get got became become becomes remains stays sounds s 's are 're",
)
export const degreeWords = setOf(
  'too very so really extremely just pretty super quite still always also rather incredibly insanely unbelievably ridiculously absolutely totally completely way far much more even all again often currently constantly randomly fucking damn',
)

/** Never a pain point by themselves, as the noun a phrase is about. */
export const genericNouns = setOf(
  'thing issue problem people way something anything everything nothing someone anyone everyone one lot time stuff guy guys person man woman men women dude day days year week month hour minute second idea question answer post thread comment sub subreddit reason point case part fact kind type sort bit bunch number example place world life thanks thank help experience job work money body else rest end side amount level sense chance luck hell shit crap fuck god lol edit tldr tl;dr everybody nobody somebody other others total plenty couple half news decision practice choice advice faith taste mood habit blood boy girl kid kids friend wife husband mom dad parent customer client user developer dev team company heart english attempt try start beginning note title subject topic option what which who that this it he she they we you i me him her them us situation matter story joke bug error trouble complaint morning night today tomorrow yesterday evening afternoon weekend cause word fellow understanding going right now student founder agency ability mistake skill monstrosity result brain eye',
)
export const genericModifiers = setOf(
  'same other such own many much several few certain first second last next previous new old good great main major minor big small little different similar current recent whole entire real actual general common only best better worse latest serious various third technical possible mysterious weird strange random huge biggest bigger quick potential single multiple simple specific particular weirdest annoying extra critical severe more unknown known ongoing usual initial final constant frequent number one two three very any some no related',
)
