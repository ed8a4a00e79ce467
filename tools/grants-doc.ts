import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { grants } from '../apps/api/src/grants.ts'

export const grantsDocFile = join(import.meta.dirname, '../docs/grants.md')

const reachWords = {
  self: ['themselves', 'themselves', 'itself'],
  workspace: ['the workspace', 'no', 'no'],
  registry: ['the workspace', 'their brands and campaigns', 'no'],
  scoped: ['every scope', 'the scopes of their brands and campaigns', 'its scope'],
} as const
const order = ['viewer', 'editor', 'owner'] as const

/** The page of rights, written from the table that the API confirms at its start; `node tools/grants-doc.ts` writes it. */
export const grantsDoc = (): string => `# Who may call what

Written from \`apps/api/src/grants.ts\` by \`node tools/grants-doc.ts\`; a test keeps the two the same, another calls every procedure as every role, with every kind
of limit. *Limited*: a member whose access is limited to some brands or single campaigns (never an owner). *Bound*: an API key for one scope. Outside of
that reach the answer is that of a thing that does not exist, byte for byte. A single campaign in a reach is a custom one: it shows its brand's name and
nothing of Brand Analytics.

| procedure | viewer | editor | owner | without limits: over | limited: over | bound key: over |
|---|---|---|---|---|---|---|
${Object.entries(grants)
  .map(([path, { role, reach }]) => {
    const may = order.map((each) => (order.indexOf(each) >= order.indexOf(role) ? 'yes' : 'no'))
    const [whole, limited, bound] = reachWords[reach]
    return `| \`${path}\` | ${may.join(' | ')} | ${whole} | ${role === 'owner' ? 'no' : limited} | ${bound} |`
  })
  .join('\n')}

Outside of tRPC: \`POST /api/archive\` asks for what \`archive.import\` does, \`GET /api/audit\` for what \`audit.list\` does. \`POST /api/session\` (a one-time link) and
\`/api/auth/sign-in\`, \`invitation\`, \`accept\`, \`reset\` are open to everybody who has the link, the invitation or the password, and limited by address.
`

if (import.meta.main) writeFileSync(grantsDocFile, grantsDoc())
