/** What is read of one field. Longer texts are cut here, so that a bomb costs no more than a long post. */
export const maxCharacters = 8_000

const fences = /^[ \t]*(?:```|~~~)[^\n]*\n[\s\S]*?(?:^[ \t]*(?:```|~~~)[ \t]*$|$(?![\s\S]))/gm
// An indented list item is a nested list, any other indented line is code.
const indented = /^(?: {4}|\t)(?![ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])[^\n]*/gm
const quoted = /^[ \t]{0,3}(?:>|&gt;)[^\n]*/gm
const inlineCode = /`[^`\n]{1,400}`/g
const linkTarget = /\]\([^()\s]{0,2000}(?:[ \t]"[^"\n]{0,200}")?\)/g
const webAddress = /(?:https?:\/\/|www\.)[^\s)\]]+/gi
const mailAddress = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+/g
const redditName = /(?<![\w/])\/?[ru]\/\w+/g
const entity = /&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,5});/gi
const lineMarkup = /^[ \t]{0,3}(?:#{1,6}[ \t]|(?:[-*+]|\d{1,3}[.)])[ \t]|[-=*_|: ]{3,}$)/gm
const emphasis = /\*{1,3}|~~|\|/g
const longWord = /(?<!\S)\S{60,}/g
const tooLong = 60

const blank = (found: string): string => (found.includes('\n') ? found.replace(/[^\n]/g, ' ') : ' '.repeat(found.length))

/**
 * The author's own prose in a field of Markdown: code, quoted lines, addresses, entities and markup are overwritten by as many
 * spaces, so that an index into the result is an index into the text. At most the first `maxCharacters` UTF-16 units.
 */
export function proseOf(text: string): string {
  let prose = cut(text)
  if (prose.includes('```') || prose.includes('~~~')) prose = prose.replace(fences, blank)
  if (prose.includes('    ') || prose.includes('\t')) prose = prose.replace(indented, blank)
  if (prose.includes('>') || prose.includes('&gt;')) prose = prose.replace(quoted, blank)
  if (prose.includes('`')) prose = prose.replace(inlineCode, blank)
  if (prose.includes('](')) prose = prose.replace(linkTarget, blank)
  if (/:\/\/|www\./i.test(prose)) prose = prose.replace(webAddress, blank)
  if (/@[\w-]+\./.test(prose)) prose = prose.replace(mailAddress, blank)
  if (/[ru]\//.test(prose)) prose = prose.replace(redditName, blank)
  if (prose.includes('&')) prose = prose.replace(entity, blank)
  prose = prose.replace(lineMarkup, blank).replace(emphasis, blank)
  return hasLongWord(prose) ? prose.replace(longWord, blank) : prose
}

/** At least one run of that many characters without a space of ASCII: to ask the pattern of every text took a hundredth of the whole analysis. */
function hasLongWord(prose: string): boolean {
  let run = 0
  for (let at = 0; at < prose.length; at += 1) {
    run = prose.charCodeAt(at) <= 32 ? 0 : run + 1
    if (run === tooLong) return true
  }
  return false
}

/** Cut between words where there is a space near, so that half a word is not read as a word. */
function cut(text: string): string {
  if (text.length <= maxCharacters) return text
  const space = text.lastIndexOf(' ', maxCharacters)
  return text.slice(0, space > maxCharacters - 60 ? space : maxCharacters)
}
