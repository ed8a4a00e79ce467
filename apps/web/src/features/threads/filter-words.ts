import type { FilterKey } from '../../search/threads.ts'

export const filterNames: Readonly<Record<FilterKey, string>> = {
  communityId: 'Community',
  painPointId: 'Pain point',
  author: 'Author',
  sentiment: 'Sentiment',
  status: 'Status',
  text: 'Text',
  source: 'Source',
  platform: 'Place',
  names: 'Names',
  byBot: 'Bots',
}

/** What the place itself says of its accounts. */
export const botWords = (byBot: boolean): string => (byBot ? 'Posted by bots' : 'Without bots')
