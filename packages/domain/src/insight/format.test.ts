import { expect, test } from 'vitest'
import { countText, dayText, decimalText, nameText, percentText, shareText, signedText } from './format.ts'

test.each([
  [countText(0), '0'],
  [countText(999), '999'],
  [countText(1284), '1,284'],
  [countText(1234567), '1,234,567'],
  [countText(97.5), '98'],
  [decimalText(48.75), '48.8'],
  [decimalText(1284), '1,284.0'],
  [decimalText(-4.3), '\u22124.3'],
  [decimalText(-0.04), '0.0'],
  [signedText(0.46), '+0.46'],
  [signedText(-0.62), '\u22120.62'],
  [signedText(-0.001), '0.00'],
  [percentText(161.1), '+161\u202f%'],
  [percentText(-25), '\u221225\u202f%'],
  [percentText(1500), '+1,500\u202f%'],
  [shareText(0.383), '38\u202f%'],
  [dayText(new Date('2026-11-12T23:59:59Z'), false), '12 November'],
  [dayText(new Date('2020-01-01'), true), '1 January 2020'],
])('%s is written %s', (text, expected) => {
  expect(text).toBe(expected)
})

test('a name cannot turn the direction of the words around it', () => {
  expect(nameText('r/golang')).toBe('r/golang')
  expect(nameText('\u202eevil\u2069')).toBe('evil')
  expect(nameText('عطر')).toBe('\u2068عطر\u2069')
})
