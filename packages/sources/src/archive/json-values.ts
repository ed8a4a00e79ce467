import { longestRecord, Pieces, type RawRecord, type Splitter } from './splitter.ts'

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/**
 * One record per element of a JSON array, or per value where several stand after one another. Only brackets and quotes are followed, so
 * that an element is never held together with its array; whether it is JSON, `JSON.parse` says. After an element with an open quote it
 * goes on at the next line that begins with an object.
 */
export function jsonValues(longest = longestRecord): Splitter {
  const open = new Pieces(longest)
  let ordinal = 0
  let depth = 0
  let inArray = false
  let inString = false
  let isEscaped = false
  let isInside = false
  let isLost = false
  let atLineStart = false

  function push(chunk: Buffer): readonly RawRecord[] {
    const records: RawRecord[] = []
    let start = 0
    const close = (end: number) => {
      open.add(chunk.subarray(start, end))
      ordinal += 1
      records.push(open.take(ordinal))
      isInside = false
    }
    for (let at = 0; at < chunk.length; at += 1) {
      if (inString && !isEscaped) at = endOfPlainText(chunk, at)
      const byte = chunk[at]
      if (byte === undefined) break
      if (inString) {
        if (isEscaped) isEscaped = false
        else if (byte === 0x5c) isEscaped = true
        else if (byte === 0x22) inString = false
        // A raw line break cannot stand in a string: a quote was left open, and where the element ends is lost.
        else if (byte === 0x0a) {
          inString = false
          isLost = atLineStart = true
          close(at)
        }
        continue
      }
      if (isLost) {
        if (byte === 0x0a) atLineStart = true
        if (isSpace(byte)) continue
        if (!atLineStart || (byte !== 0x7b && byte !== 0x5d)) {
          atLineStart = false
          continue
        }
        isLost = false
      }
      if (!isInside) {
        if (isSpace(byte) || byte === 0x2c) continue
        if (byte === 0x5d && inArray) {
          inArray = false
          continue
        }
        if (byte === 0x5b && !inArray) {
          inArray = true
          continue
        }
        isInside = true
        depth = 0
        start = at
      }
      if (byte === 0x22) inString = true
      else if (byte === 0x7b || byte === 0x5b) depth += 1
      else if ((byte === 0x7d || byte === 0x5d) && depth > 0) {
        depth -= 1
        if (depth === 0) close(at + 1)
      } else if (depth === 0 && (byte === 0x2c || byte === 0x5d || byte === 0x7d || (!inArray && isSpace(byte)))) {
        close(at)
        if (byte === 0x5d) inArray = false
      }
    }
    if (isInside) open.add(chunk.subarray(start))
    return records
  }

  return {
    push,
    end() {
      if (open.length > 0) return [open.take(ordinal + 1)]
      return inArray ? [{ place: ordinal + 1, text: null, reason: 'the array has no end; the file was cut off' }] : []
    },
  }
}

/** The next quote, backslash or line break. Its own small loop, because most of an archive is text inside strings. */
function endOfPlainText(chunk: Buffer, start: number): number {
  let at = start
  for (; at < chunk.length; at += 1) {
    const byte = chunk[at]
    if (byte === 0x22 || byte === 0x5c || byte === 0x0a) break
  }
  return at
}
