import type { Command } from './command.ts'

export interface Listed {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Each is loaded when it is called for: to analyse a text needs no database, and its code is 30 MB. */
  readonly load: () => Promise<Command>
}

export const commands: readonly Listed[] = [
  { name: 'start', summary: 'start everything: database, API, worker and page', load: async () => (await import('./commands/start.ts')).start },
  { name: 'sign-in', summary: 'print a new one-time sign-in link', load: async () => (await import('./commands/sign-in.ts')).signIn },
  { name: 'keys', summary: 'make, list and revoke API keys', load: async () => (await import('./commands/keys.ts')).keys },
  { name: 'import', summary: 'import archive files into a scope', load: async () => (await import('./commands/import.ts')).importCommand },
  { name: 'scout', summary: 'ask the running worker for a scout run now, and follow it', load: async () => (await import('./commands/scout.ts')).scout },
  {
    name: 'replay',
    summary: 'serve invented posts as the places would, to see it all without a network',
    load: async () => (await import('./commands/replay.ts')).replay,
  },
  { name: 'why', summary: 'say why a post is a thread of a scope, or is not', load: async () => (await import('./commands/why.ts')).why },
  {
    name: 'analyse',
    summary: 'say what posts from stdin say: language, sentiment, pain points',
    load: async () => (await import('./commands/analyse.ts')).analyse,
  },
  {
    name: 'separation',
    summary: 'measure how the scopes are kept apart, or check such a report',
    load: async () => (await import('./commands/separation.ts')).separationCommand,
  },
  { name: 'secrets', summary: 'seal stored credentials with a new key', load: async () => (await import('./commands/secrets.ts')).secretsCommand },
  { name: 'erase-author', summary: 'erase an author from every scope, for good', load: async () => (await import('./commands/erase-author.ts')).eraseAuthor },
  { name: 'migrate', summary: 'bring the database of DATABASE_URL to this version', load: async () => (await import('./commands/migrate.ts')).migrateCommand },
  {
    name: 'migrate-legacy',
    summary: 'bring a database of the old, mixed shape over',
    load: async () => (await import('./commands/migrate-legacy.ts')).migrateLegacy,
  },
]
