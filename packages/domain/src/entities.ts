import { createRuleMatcher, ruleOf } from './query/keywords.ts'

export type EntityKind = 'brand' | 'product' | 'competitor' | 'version'
/** A thing that a post names, as the brand's own lists call it. */
export interface Entity {
  readonly kind: EntityKind
  readonly name: string
}
export interface KnownNames {
  readonly brand: { readonly name: string; readonly terms: readonly string[] }
  readonly products: readonly string[]
  readonly competitors: readonly string[]
}

/** `Zephyr 3.1`, `Zephyr v4`, `Zephyr version 4`: a bare number alone may count anything. */
const version = /^\s+(?:v\.?\s?|version\s)?(\d+(?:\.\d+){1,3})\b|^\s+(?:v\.?\s?|version\s)(\d+)\b/i

/**
 * What a post names of these lists, once each: the brand by any of its terms, products and competitors by their names, and versions of
 * the brand and its products. Found as keywords are (`createRuleMatcher`): whole words, in any case. Nothing is guessed from other words.
 */
export function createNaming({ brand, products, competitors }: KnownNames): (post: { readonly title: string; readonly body: string }) => Entity[] {
  const known = new Map<string, Entity>([
    ...brand.terms.map((term) => [term, { kind: 'brand', name: brand.name }] as const),
    ...competitors.map((name) => [name, { kind: 'competitor', name }] as const),
    ...products.map((name) => [name, { kind: 'product', name }] as const),
  ])
  const decide = createRuleMatcher(ruleOf({ keywords: [...known.keys()], exclusions: [] }))
  return (post) => {
    if (known.size === 0) return []
    const decision = decide({ ...post, url: '', author: null, community: '', sources: [], language: () => 'und' })
    if (!decision.kept) return []
    const found = new Map<string, Entity>()
    const add = (entity: Entity): void => void found.set(`${entity.kind} ${entity.name}`, entity)
    for (const { term, field, end } of decision.matches) {
      const entity = known.get(term)
      if (entity === undefined) continue
      add(entity)
      const [, dotted, whole] = version.exec((field === 'title' ? post.title : post.body).slice(end, end + 24)) ?? []
      const said = dotted ?? whole
      if (entity.kind !== 'competitor' && said !== undefined) add({ kind: 'version', name: `${entity.name} ${said}` })
    }
    return [...found.values()].toSorted((a, b) => (a.kind === b.kind ? (a.name < b.name ? -1 : 1) : a.kind < b.kind ? -1 : 1))
  }
}
