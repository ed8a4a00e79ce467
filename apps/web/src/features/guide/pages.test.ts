import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { guidePages } from './pages.ts'

const docs = join(import.meta.dirname, '../../../../../docs')
const textOf = (page: string): string => readFileSync(join(docs, `${page}.md`), 'utf8')

test('every page of docs/ is in the guide, and every page of the guide is there', () => {
  const files = readdirSync(docs).flatMap((file) => (file.endsWith('.md') ? [file.slice(0, -3)] : []))
  expect(guidePages.map(({ page }): string => page).toSorted()).toEqual(files.toSorted())
})

test('links between pages lead to pages that are there', () => {
  for (const { page } of guidePages)
    for (const [, to] of textOf(page).matchAll(/\]\(([\w-]+)\.md(?:#[^)]*)?\)/g))
      expect(
        guidePages.map((each) => each.page),
        `${page} → ${to}`,
      ).toContain(to)
})
