import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectors } from './index.ts'

test('the guide’s page of sources names every source and everything it takes', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/sources.md'), 'utf8')
  for (const { kind, name, takes } of connectors) for (const word of [kind, name, ...takes]) expect(text, kind).toContain(word)
})
