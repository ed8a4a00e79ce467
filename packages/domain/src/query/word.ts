/** One character of a word, as a pattern. */
export const wordCharacters = String.raw`\p{L}\p{N}_`
export const word = `[${wordCharacters}]`
const oneWordCharacter = new RegExp(`^${word}$`, 'u')
export const isWordCharacter = (character: string): boolean => oneWordCharacter.test(character)

/** Scripts written without spaces between words. */
export const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`
const oneUnspaced = new RegExp(`^${unspaced}$`, 'u')
export const isUnspaced = (character: string): boolean => oneUnspaced.test(character)

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
const onlyAscii = /^[\x00-\x7f]*$/
export const isAscii = (text: string): boolean => onlyAscii.test(text)
