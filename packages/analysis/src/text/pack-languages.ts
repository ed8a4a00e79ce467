import { copyFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { z } from 'zod'
import { hashOf } from './language-grams.ts'

const Figures = z.object({
  languages: z.record(z.string(), z.string()),
  ngrams: z.record(z.string(), z.record(z.string(), z.int().min(0).max(255))),
})

/** Writes language-grams.bin and the licence beside it from the package eld: once per version of it. */
const entry = import.meta.resolve('eld/extrasmall')
const partOf = async (path: string): Promise<Record<string, unknown>> => (await import(new URL(path, entry).href)) as Record<string, unknown>
const { languages, ngrams } = Figures.parse((await partOf('../ngrams/extrasmall.js'))['ngramsData'])
const characters = z.array(z.string()).parse((await partOf('../dictionary.js'))['dictionary'])
const average = z.record(z.string(), z.number()).parse((await partOf('../avgScore.js'))['avgScore'])

/** There a byte from 0x80 on is written as a character of an alphabet of its own, in which a space is no byte. */
const byteOf = new Map(characters.map((character, byte) => [character, byte] as const).filter(([character, byte]) => byte >= 0x80 && character !== ' '))
const bytesOf = (gram: string): Uint8Array => Uint8Array.from(gram, (character) => byteOf.get(character) ?? character.charCodeAt(0))

const rows = Object.entries(ngrams)
  .map(([gram, scores]) => ({ hash: hashOf(bytesOf(gram), 0, bytesOf(gram).length), scores: Object.entries(scores) }))
  .toSorted((a, b) => a.hash - b.hash)
rows.forEach(({ hash }, at) => {
  if (hash === rows[at + 1]?.hash) throw new Error(`two runs share the hash ${hash}`)
})
const starts = new Uint32Array(rows.length + 1)
rows.forEach(({ scores }, at) => {
  starts[at + 1] = (starts[at] ?? 0) + scores.length
})
const pairs = Uint8Array.from(rows.flatMap(({ scores }) => scores.flatMap(([language, score]) => [Number(language), score])))
const codes = Object.keys(languages)
  .map(Number)
  .toSorted((a, b) => a - b)
  .map((id) => languages[id] ?? '')
const header = {
  from: 'ngrams/extrasmall.js and avgScore.js of eld 2.1.0, https://github.com/nitotm/efficient-language-detector-js, Copyright 2023 Nito T.M., Apache-2.0; changed: its runs are hashed and sorted here',
  languages: codes,
  average: codes.map((code) => average[code] ?? 0),
  grams: rows.length,
  pairs: pairs.length / 2,
}
const body = Buffer.concat([Buffer.from(Int32Array.from(rows, ({ hash }) => hash).buffer), Buffer.from(starts.buffer), pairs])
writeFileSync(new URL('./language-grams.bin', import.meta.url), Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), brotliCompressSync(body)]))
copyFileSync(new URL('../../LICENSE', entry), new URL('./language-grams.LICENSE.txt', import.meta.url))
