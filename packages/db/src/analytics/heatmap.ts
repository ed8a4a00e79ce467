import { type Community, growth, type Heatmap, heatLevel, heatmapSide } from '@echoscope/domain'
import { byMentions, type Mentions } from './mentions.ts'

/** At most 8 communities by echo score × at most 8 pain points by mentions; cells in which nothing was said in either window are left out. */
export function heatmapOf(active: readonly Omit<Community, 'keyVoice'>[], mentions: Mentions): Heatmap {
  const communities = active.slice(0, heatmapSide).map(({ id, name, platform }) => ({ id, name, platform }))
  const painPoints = mentions.painPoints
    .toSorted(byMentions)
    .slice(0, heatmapSide)
    .map(({ id, keyword }) => ({ id, keyword }))
  const pairs = new Map(mentions.pairs.map((pair) => [`${pair.communityId} ${pair.painPointId}`, pair]))
  const shown = communities.flatMap((community) => painPoints.flatMap((point) => pairs.get(`${community.id} ${point.id}`) ?? []))
  const largest = Math.max(0, ...shown.map((pair) => pair.mentions))
  return {
    communities,
    painPoints,
    cells: shown.map(({ communityId, painPointId, mentions: count, previous, sumS }) => ({
      communityId,
      painPointId,
      mentions: count,
      previous,
      growth: growth(count, previous),
      sentiment: count === 0 ? null : sumS / count,
      heatLevel: heatLevel(count, largest),
    })),
  }
}
