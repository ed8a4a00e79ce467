import { readFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { z } from 'zod'
import { buckets, places } from './features.ts'
import { type Model, rows } from './model.ts'

const Header = z.object({
  format: z.literal(1),
  /** The day it was trained is left out, so that the same texts give the same file. */
  trainedFrom: z.array(z.object({ name: z.string(), licence: z.string(), texts: z.number() })),
  places: z.literal(places),
  steps: z.array(z.number()).length(rows),
  calibration: z.object({ temperature: z.number(), neutral: z.number(), complaint: z.object({ slope: z.number(), offset: z.number() }) }),
})
export type Provenance = z.infer<typeof Header>['trainedFrom']

const shipped = new URL('./model.bin', import.meta.url)
let loaded: Model | undefined

/** The model of this package, read from its file once per process (about 1 MB in memory). */
export function shippedModel(): Model {
  loaded ??= decode(readFileSync(shipped)).model
  return loaded
}

/** One line of JSON that says where it comes from, then the weights, compressed: eight bits each, those of the lexicons' figures thirty-two. */
export function encode({ weights, steps, figures, calibration }: Model, trainedFrom: Provenance): Buffer {
  const header = JSON.stringify({ format: 1, trainedFrom, places, steps, calibration })
  const body = Buffer.concat([weights, figures].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)))
  return Buffer.concat([
    Buffer.from(`${header}\n`),
    brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 22 } }),
  ])
}

export function decode(file: Buffer): { model: Model; trainedFrom: Provenance } {
  const end = file.indexOf(10)
  const { trainedFrom, steps, calibration } = Header.parse(JSON.parse(file.toString('utf8', 0, end)))
  const body = brotliDecompressSync(file.subarray(end + 1))
  const bytes = new Uint8Array(body).buffer
  const cut = buckets * rows
  return { trainedFrom, model: { weights: new Int8Array(bytes, 0, cut), steps, figures: new Float32Array(bytes, cut), calibration } }
}
