import { type Author, foldedName, foldsCase } from './author-hash.ts'

/** The name as it stands in a JSON text, as it is and as places write it before a name. */
export const quotedNames = (author: Author): string[] => ['', '@', 'u/', '/u/'].map((before) => JSON.stringify(`${before}${foldedName(author)}`))
/** An SQL condition: a JSON column holds one of these names as a text of its own. */
export const namesAuthor = (author: Author, json: string, names: string): string =>
  `EXISTS (SELECT FROM unnest(${names}::text[]) n WHERE strpos(${foldsCase(author.platform) ? `lower(${json}::text COLLATE "C")` : `${json}::text`}, n) > 0)`
