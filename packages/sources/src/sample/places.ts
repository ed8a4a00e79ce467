/** A community of the sample, of the kind of place that its source reads. Its addresses lead nowhere: .example is kept for that. */
export interface SamplePlace {
  readonly kind: SampleKind
  readonly name: string
  readonly url: string
  readonly members: number | null
  readonly language: 'en' | 'de' | 'es'
  /** How often it is posted in, beside the others of its language. */
  readonly weight: number
}
export const sampleKinds = ['reddit', 'hacker-news', 'stack-exchange', 'lemmy', 'mastodon', 'discourse'] as const
export type SampleKind = (typeof sampleKinds)[number]

const place = (
  kind: SampleKind,
  name: string,
  [members, weight, language = 'en']: readonly [members: number | null, weight: number, language?: SamplePlace['language']],
): SamplePlace => ({
  kind,
  name,
  url: `https://${kind}.example/${encodeURIComponent(name.replace(/^[rc]\//, ''))}`,
  members,
  language,
  weight,
})

export const samplePlaces: readonly SamplePlace[] = [
  place('reddit', 'r/warmhomes', [184_000, 9]),
  place('reddit', 'r/radiators', [41_200, 6]),
  place('reddit', 'r/oldhouses', [96_500, 4]),
  place('reddit', 'r/heizung', [22_800, 6, 'de']),
  place('hacker-news', 'Hacker News', [null, 2]),
  place('stack-exchange', 'Home Heating', [12_900, 3]),
  place('lemmy', 'c/smartheating', [5_400, 3]),
  place('lemmy', 'c/altbau', [1_900, 2, 'de']),
  place('mastodon', 'hearth.example', [null, 3]),
  place('mastodon', 'casa.example', [null, 3, 'es']),
  place('discourse', 'Valve & Hub Forum', [7_300, 4]),
  place('discourse', 'Foro Calor', [3_100, 2, 'es']),
]
