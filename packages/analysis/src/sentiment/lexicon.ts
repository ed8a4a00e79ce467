import { readFileSync } from 'node:fs'
import { productWords } from './product-words.ts'
import type { Lexicon } from './vader.ts'

let published: Lexicon | undefined
let adapted: Lexicon | undefined

/** The VADER lexicon as published; read from its file once per process. */
export function publishedLexicon(): Lexicon {
  published ??= parse(readFileSync(new URL('./vader-lexicon.txt', import.meta.url), 'utf8'))
  return published
}

/** The published lexicon with our own words about products over it. */
export function productLexicon(): Lexicon {
  adapted ??= new Map([...publishedLexicon(), ...productWords])
  return adapted
}

function parse(file: string): Lexicon {
  const rows = file.slice(file.indexOf('\n----\n') + 6).split('\n')
  return new Map(rows.filter((row) => row !== '').map((row) => rowOf(row)))
}

function rowOf(row: string): [string, number] {
  const tab = row.lastIndexOf('\t')
  return [row.slice(0, tab), Number(row.slice(tab + 1))]
}
