import { type InfluenceInputs, type InfluencePart, influenceParts, influenceWeights } from '@echoscope/domain'

/** SQL of each input of an author's influence; an expression may be NULL where the input may be null. */
export type InfluenceColumns = Readonly<Record<keyof InfluenceInputs, string>>

/**
 * The influence of the domain's table as one SQL expression, 0 to 100, so that authors are ranked where they are. `greatest` and `least`
 * leave NULL out: what is not known adds nothing, as in TypeScript.
 */
export function influenceSql(columns: InfluenceColumns): string {
  const part = (name: InfluencePart): string[] =>
    influenceParts[name].map(({ weight, input, offset, full }) => {
      const value = offset === 0 ? columns[input] : `(${columns[input]} + ${offset})`
      const points = weight * influenceWeights[name]
      return `least(${points}::float8, greatest(0::float8, ${value} * ${points / full}::float8))`
    })
  const parts: InfluencePart[] = ['reach', 'authority', 'advocacy', 'relevance']
  return parts.flatMap(part).join(' + ')
}
