import type { Database } from '@echoscope/db'
import type { WorkspaceId } from '@echoscope/domain'
import { connectors, createWorld, onePage, openSource, probeSource } from '@echoscope/sources'
import type { ApiConfig } from '../config.ts'
import type { Deps } from '../deps.ts'

/** Shorter than a caller's patience, and one try: what a run would retry, a test tells at once. */
const timeoutMs = 8_000

export function createAskers(
  { sourceUrls, sourceAllow }: Pick<ApiConfig, 'sourceUrls' | 'sourceAllow'>,
  { db, now }: { readonly db: Pick<Database, 'sourceCredentials' | 'sourceGates'>; readonly now: Deps['now'] },
): Pick<Deps, 'probeSource' | 'askSource'> {
  const http = { timeoutMs, tries: 1, longestWaitMs: timeoutMs }
  const world = createWorld({
    userAgent: 'echoscope/0.1 (self-hosted community listening)',
    urls: sourceUrls,
    allow: sourceAllow,
    gate: (place) => db.sourceGates.of(place),
    http,
  })
  const open = async (kind: string, workspaceId: WorkspaceId) => {
    const connector = connectors.find((each) => each.kind === kind)
    if (connector === undefined) throw new Error(`there is no connector for ${kind}`)
    const settings = connector.takes.length === 0 ? null : await db.sourceCredentials.open(workspaceId, kind)
    return openSource(connector, world, { settings: settings ?? {}, askedFor: workspaceId })
  }
  return {
    probeSource: async (kind, workspaceId, signal) => probeSource(await open(kind, workspaceId), now(), signal),
    askSource: async (kind, workspaceId, { query, signal }) => onePage(await open(kind, workspaceId), query, signal),
  }
}
