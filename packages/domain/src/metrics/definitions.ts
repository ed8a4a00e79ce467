export interface Definition {
  readonly name: string
  /** Counts up when the meaning changes, so that old and new figures are not compared. */
  readonly version: number
  /** The line a card shows. */
  readonly text: string
}

/** Every number that is shown, by id: the texts of the cards, CSV heads and the docs come from here. */
export const definitions = {
  threads: {
    name: 'Threads',
    version: 2,
    text: 'Threads of this scope published in the window, by publication time. Posts that say the same within three days are one thread; an archive is counted as it is.',
  },
  engagement: { name: 'Engagement', version: 1, text: 'Points above 0 plus comments, as last seen.' },
  sentiment: {
    name: 'Sentiment',
    version: 1,
    text: 'From −1 to 1; positive from +0.2, negative from −0.2, else neutral. A correction by a person replaces it.',
  },
  positivity: { name: 'Positivity', version: 1, text: 'Mean sentiment of all threads of the window, neutral ones included, put on 0 to 100: 50 is neutral.' },
  change: {
    name: 'Change',
    version: 1,
    text: 'Against the equally long window just before, in percent. From 0 it is "new". Positivity and shares change in points.',
  },
  coverage: { name: 'Coverage', version: 1, text: 'Hours for which a run of each source succeeded. A day with a failed source is partial.' },
  echoScore: {
    name: 'Echo score',
    version: 2,
    text: 'From 0 to 10, over 30 days: up to 4 for threads (half at 10), 3 for distinct pain points (half at 5), 3 for engagement (half at 300).',
  },
  echoChange: { name: 'Echo change', version: 1, text: 'The echo score of today less that of the start of the window, both from the stored history.' },
  highEchoCommunities: { name: 'High-echo communities', version: 1, text: 'Communities whose echo score, rounded to one decimal, is 7.0 or more.' },
  mentions: { name: 'Mentions', version: 1, text: 'Threads whose text was tagged with the pain point. One thread counts once per pain point.' },
  growth: { name: 'Growth', version: 1, text: 'Mentions now against the window before, in percent. Where there were none before it is "new".' },
  rateRatio: {
    name: 'Rate',
    version: 1,
    text: 'Mentions now over mentions before, with the exact 95 % interval (Clopper–Pearson). Clear from 10 mentions on, when the interval leaves out ×1.',
  },
  topGrowing: {
    name: 'Top growing',
    version: 1,
    text: 'Clear rises first, by the lower end of their interval, then other rises and new ones by mentions. What fell is not in it.',
  },
  growingPainPoints: {
    name: 'Growing pain points',
    version: 1,
    text: 'Pain points with at least 5 mentions that grew by 50 % or more, or are new. Whether a rise may be chance is not asked: the list says that of each.',
  },
  heatLevel: {
    name: 'Heat',
    version: 1,
    text: 'Fifths of the largest cell shown, rounded up. At most 8 communities by echo score and 8 pain points by mentions.',
  },
  reach: { name: 'Reach', version: 1, text: 'Observed activity: posts (full at 10), comments received (20), communities (3). No audience is estimated.' },
  authority: { name: 'Authority', version: 1, text: 'Posts (full at 5), mean score (10), comments received per post (5).' },
  advocacy: {
    name: 'Advocacy',
    version: 1,
    text: 'Share of posts that name the brand (full at half) and the mean sentiment towards it. Unknown sentiment adds nothing.',
  },
  relevance: { name: 'Relevance', version: 1, text: 'Posts that name the brand (full at 3), posts (10), highest echo score of the communities (10).' },
  influence: {
    name: 'Influence',
    version: 2,
    text: '30 % reach, 30 % authority, 20 % advocacy, 20 % relevance. High from 75, medium from 50. Posts that their place says a bot wrote are left out of all voices.',
  },
  stance: { name: 'Stance', version: 1, text: 'Of voices with high influence: advocate above +0.3 mean sentiment towards the brand, critic below −0.3.' },
  aiCost: { name: 'AI cost', version: 1, text: 'Money spent on AI calls made for this scope in the window.' },
  trend: {
    name: 'Trend',
    version: 2,
    text: 'By day, week from Monday or month. A point is partial where a source was missing on one of its days, or the window or what was collected ends inside it.',
  },
  spike: { name: 'Spike', version: 1, text: 'An hour with 5 threads or more, above the median of the same hour of the week by 3.5 scaled median deviations.' },
  silence: { name: 'Silence', version: 1, text: 'A covered hour without a thread where the median of the same hour of the week is 3 or more.' },
  shareOfVoice: {
    name: 'Share of voice',
    version: 1,
    text: 'Threads that name the brand, of those that name it or a competitor. A thread that names two counts for both.',
  },
  keySentences: {
    name: 'Key insights',
    version: 1,
    text: 'Written by rules from the numbers of this page. At least 5 threads for a pain point, a community or a voice, 10 for a trend.',
  },
} as const satisfies Record<string, Definition>
export type MetricId = keyof typeof definitions
