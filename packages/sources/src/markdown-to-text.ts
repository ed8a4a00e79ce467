/** The words of Markdown: links as what they stand on, code and quotes kept, signs of emphasis gone. Linear in the length. */
export const markdownToText = (markdown: string): string =>
  markdown
    .slice(0, 64 * 1024)
    .replaceAll(/^[ \t]*(?:```|~~~)[^\n]*$/gm, '')
    .replaceAll(/!?\[([^[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s"[^"\n]{0,200}")?\)/g, '$1')
    .replaceAll(/^[ \t]{0,3}(?:>[ \t]?){1,20}/gm, '')
    .replaceAll(/^[ \t]{0,3}#{1,6}[ \t]+/gm, '')
    .replaceAll(/(\*\*|__|~~|`)(?=\S)/g, '')
    .replaceAll(/(?<=\S)(\*\*|__|~~|`)/g, '')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!>~|])/g, '$1')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .toWellFormed()
