import { expect, test } from 'vitest'
import { createNaming } from './entities.ts'

const namesIn = createNaming({
  brand: { name: 'Zephyr', terms: ['zephyr', 'zephyr os'] },
  products: ['Zephyr Cloud'],
  competitors: ['FreeRTOS', 'C++Builder'],
})
const inText = (body: string, title = '') => namesIn({ title, body }).map(({ kind, name }) => `${kind}: ${name}`)

test('brand, products and competitors are named as their lists call them, once each, whatever the case', () => {
  expect(inText('ZEPHYR and zephyr os beat freertos; Zephyr Cloud too', 'About C++Builder')).toEqual([
    'brand: Zephyr',
    'competitor: C++Builder',
    'competitor: FreeRTOS',
    'product: Zephyr Cloud',
  ])
})

test('a version is one of the brand or a product, told by a dot or by the word', () => {
  expect(inText('Zephyr 3.1 broke it, Zephyr Cloud v4 did not, and zephyr version 5 is far')).toEqual([
    'brand: Zephyr',
    'product: Zephyr Cloud',
    'version: Zephyr 3.1',
    'version: Zephyr 5',
    'version: Zephyr Cloud 4',
  ])
  expect(inText('I used zephyr 3 times, and FreeRTOS 10.4 once')).toEqual(['brand: Zephyr', 'competitor: FreeRTOS'])
})

test('parts of other words name nothing, and neither does a post without any', () => {
  expect(inText('zephyrs blow, and FreeRTOSlike things')).toEqual([])
  expect(inText('', '')).toEqual([])
})
