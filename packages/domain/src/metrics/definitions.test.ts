import { expect, expectTypeOf, test } from 'vitest'
import type { KpiId } from '../views/index.ts'
import { definitions, type MetricId } from './definitions.ts'
import { influenceFloor, influenceParts } from './influence.ts'

test('every definition has a name, a version and one line', () => {
  for (const { name, version, text } of Object.values(definitions)) {
    expect(name).toMatch(/^[A-Z]/)
    expect(version).toBeGreaterThanOrEqual(1)
    expect(text).toMatch(/^[^\n]{20,170}\.$/)
  }
})

test('every card has its definition', () => {
  expectTypeOf<KpiId>().toExtend<MetricId>()
})

test('the texts of influence say where each term is full', () => {
  const fulls = (part: 'reach' | 'authority' | 'relevance') => influenceParts[part].map(({ full }) => full)
  for (const part of ['reach', 'authority', 'relevance'] as const) for (const full of fulls(part)) expect(definitions[part].text).toContain(String(full))
  expect(definitions.influence.text).toContain(`High from ${influenceFloor.high}, medium from ${influenceFloor.medium}`)
})
