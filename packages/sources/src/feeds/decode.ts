/** A feed's text: by its byte order mark, else what HTTP says, else what its own first line says, else UTF-8. An unknown name is read as UTF-8. */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): string {
  const declared = markOf(bytes) ?? /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? prologOf(bytes) ?? 'utf-8'
  const text = decoderOf(declared).decode(bytes)
  // NUL and other signs that XML does not know are what a broken writer left behind.
  return text.replaceAll(/[\0-\x08\v\f\x0E-\x1F]/g, '')
}

function markOf([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xff && second === 0xfe ? 'utf-16le' : null
}

function prologOf(bytes: Uint8Array): string | null {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 400))
  if (beginning.startsWith('<\0?\0')) return 'utf-16le'
  if (beginning.startsWith('\0<\0?')) return 'utf-16be'
  return /<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/i.exec(beginning)?.[1] ?? null
}

function decoderOf(name: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(name)
  } catch {
    return new TextDecoder()
  }
}
