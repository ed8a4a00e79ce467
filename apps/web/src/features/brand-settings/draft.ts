import { BrandUpdate } from '@echoscope/domain'
import type { Brand } from '@echoscope/domain'
import type { Differing } from '../../ui/save-failed.tsx'
import type { Difference } from '../../ui/three-ways.ts'
import { problemsOf } from '../../ui/problems.ts'
import { websiteOf } from '../../ui/website.ts'

/** A brand as the form holds it. */
export interface Draft {
  readonly name: string
  readonly website: string
  readonly description: string
  readonly primaryKeywords: readonly string[]
  readonly productKeywords: readonly string[]
  readonly excludeKeywords: readonly string[]
  readonly competitors: readonly string[]
  readonly sources: readonly string[]
  readonly scoutIntervalHours: number
}

export const draftOf = (brand: Brand): Draft => ({
  name: brand.name,
  website: brand.website ?? '',
  description: brand.description,
  primaryKeywords: brand.primaryKeywords,
  productKeywords: brand.productKeywords,
  excludeKeywords: brand.excludeKeywords,
  competitors: brand.competitors,
  sources: brand.sources,
  scoutIntervalHours: brand.scoutIntervalHours,
})

export type Checked = { readonly fields: BrandUpdate; readonly problems: null } | { readonly fields: null; readonly problems: Readonly<Record<string, string>> }

/** The draft as the API takes it, on top of `revision`; or what is wrong with it, field by field. */
export function check(draft: Draft, { id: brandId, revision }: Pick<Brand, 'id' | 'revision'>): Checked {
  const parsed = BrandUpdate.safeParse({ brandId, revision, ...draft, website: websiteOf(draft.website) })
  if (!parsed.success) return { fields: null, problems: problemsOf(parsed.error) }
  if (draft.primaryKeywords.length === 0) return { fields: null, problems: { primaryKeywords: 'a brand needs at least one keyword to look for' } }
  return { fields: parsed.data, problems: null }
}

const offered = [1, 2, 3, 6, 12, 24, 48, 168]
/** The intervals to choose from, the brand's own among them. */
export const intervals = (own: number): readonly number[] => (offered.includes(own) ? offered : [...offered, own].toSorted((a, b) => a - b))

export function intervalWords(hours: number): string {
  if (hours === 1) return 'every hour'
  if (hours === 168) return 'every week'
  if (hours % 24 !== 0) return `every ${hours} hours`
  return hours === 24 ? 'every day' : `every ${hours / 24} days`
}

const labels: Readonly<Record<keyof Draft, string>> = {
  name: 'Name',
  website: 'Web site',
  description: 'Description',
  primaryKeywords: 'Keywords',
  productKeywords: 'Product keywords',
  excludeKeywords: 'Left out',
  competitors: 'Competitors',
  sources: 'Sources',
  scoutIntervalHours: 'Scouts run',
}
const written = (value: Draft[keyof Draft]): string => (typeof value === 'number' ? intervalWords(value) : typeof value === 'string' ? value : value.join(', '))

/** A field of the form that differs, as the form calls it and in its words. */
export const fieldWords = ({ field, theirs, mine }: Difference<Draft>): Differing => ({ label: labels[field], theirs: written(theirs), mine: written(mine) })
