import { isUtf8 } from 'node:buffer'

/** One record of an archive before anyone has understood it: its text, or why it cannot be read. */
export interface RawRecord {
  /** Where it begins: the line, or for JSON values their ordinal. From 1. */
  readonly place: number
  readonly text: string | null
  readonly reason: string
}

/** Cuts a stream of UTF-8 into records. Never holds more than one record of `longestRecord` bytes. */
export interface Splitter {
  push(chunk: Buffer): readonly RawRecord[]
  /** The record the text ends in, if it has no end of its own. */
  end(): readonly RawRecord[]
}

/** Longer records are skipped without being held: no post is that long, and the memory of an import must not hang on its file. */
export const longestRecord = 8 * 1024 * 1024

/** The bytes of a record that may lie in several chunks. Beyond `longest` it only counts. */
export class Pieces {
  readonly #longest: number
  #pieces: Buffer[] = []
  #length = 0

  constructor(longest: number) {
    this.#longest = longest
  }

  get length(): number {
    return this.#length
  }

  add(piece: Buffer): void {
    this.#length += piece.length
    if (this.#length <= this.#longest) this.#pieces.push(piece)
    else this.#pieces = []
  }

  /** The whole record, and room for the next. */
  take(place: number): RawRecord {
    const [first, second] = this.#pieces
    const record =
      this.#length > this.#longest
        ? { place, text: null, reason: `longer than ${megabytes(this.#longest)} (${megabytes(this.#length)}); skipped` }
        : recordOf(place, first !== undefined && second === undefined ? first : Buffer.concat(this.#pieces))
    this.#pieces = []
    this.#length = 0
    return record
  }
}

const megabytes = (bytes: number): string => `${(bytes / (1024 * 1024)).toLocaleString('en', { maximumFractionDigits: 1 })} MB`

/** Nothing is invented: bytes that are not UTF-8 make the record unreadable rather than full of replacement characters. */
const recordOf = (place: number, bytes: Buffer): RawRecord =>
  isUtf8(bytes)
    ? { place, text: withoutMark(bytes.toString('utf8')), reason: '' }
    : { place, text: null, reason: 'not valid UTF-8 (perhaps Windows-1252 or Latin-1); save the file as UTF-8' }

/** Files that were put together by `cat` carry a byte order mark in their middle. */
export const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
