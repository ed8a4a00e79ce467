import type { SentenceKind } from '@echoscope/domain'

export const kindNames: Readonly<Record<SentenceKind, string>> = {
  health: 'Mood',
  community: 'Community',
  growing_pain: 'Growing pain point',
  voices: 'Voice',
  trend: 'Trend',
  next: 'What to do next',
}

/** Why a sentence of its kind is told. */
export const kindReasons: Readonly<Record<SentenceKind, string>> = {
  health: 'It sums up how many threads there are and how they feel.',
  community: 'It names the community with the strongest echo.',
  growing_pain: 'It names the complaint with the clearest growth.',
  voices: 'It names the voice with the most influence.',
  trend: 'It compares the days of the range with each other.',
  next: 'It says where a look is worth it first.',
}
