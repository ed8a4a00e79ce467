import { createHmac } from 'node:crypto'

export interface Author {
  readonly platform: string
  readonly username: string
}

/** Hacker News tells `Ann` and `ann` apart; everywhere else they are one person. ASCII alone, so that Postgres folds as we do. */
export const foldsCase = (platform: string): boolean => platform !== 'hacker-news'

export const foldedName = ({ platform, username }: Author): string =>
  foldsCase(platform) ? username.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) : username

/** The same fold in SQL, on columns of a row that has a platform and a username. */
export const foldedNameSql = (alias: string): string =>
  `CASE WHEN ${alias}.platform = 'hacker-news' THEN ${alias}.username ELSE lower(${alias}.username COLLATE "C") END`

/** What stands for an author once the name is gone. Without the workspace's key nobody can tell whose it is, nor try names. */
export const authorHash = (key: Buffer, author: Author): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify([author.platform, foldedName(author)]))
    .digest()
