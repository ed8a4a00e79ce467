import { expect, test } from 'vitest'
import { csvRows } from './csv.ts'

test('quoted fields keep commas, quotes and line breaks; a row of another length is left out', () => {
  expect(csvRows('\ufeffid,text\r\n1,"a ""b"",\nc"\r\n2\r\n3,d\n')).toEqual([
    { id: '1', text: 'a "b",\nc' },
    { id: '3', text: 'd' },
  ])
})
