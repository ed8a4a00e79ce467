import type { Database } from '@echoscope/db'
import { DomainError, SourceError } from '@echoscope/domain'
import { connectors, createWorld, openSource, refusing } from '@echoscope/sources'
import type { WorkerConfig } from './config.ts'
import type { WorkerDeps } from './deps.ts'

const userAgent = 'echoscope/0.1 (self-hosted community listening)'

/** Sources with the settings of the workspace whose scope is being scouted, opened for one run and kept by nobody. */
export function createSources(
  { sourceUrls, sourceAllow }: Pick<WorkerConfig, 'sourceUrls' | 'sourceAllow'>,
  db: Pick<Database, 'sourceCredentials' | 'sourceGates'>,
): WorkerDeps['sources'] {
  const world = createWorld({ userAgent, urls: sourceUrls, allow: sourceAllow, gate: (place) => db.sourceGates.of(place), http: { tries: 3 } })
  return async (kind, workspaceId) => {
    const connector = connectors.find((each) => each.kind === kind)
    if (connector === undefined) return null
    try {
      const settings = connector.takes.length === 0 ? null : await db.sourceCredentials.open(workspaceId, kind)
      return openSource(connector, world, { settings: settings ?? {}, askedFor: workspaceId })
    } catch (error) {
      if (!(error instanceof DomainError) || error.reason === 'database_unavailable') throw error
      return refusing(kind, new SourceError('unauthorized', `The settings of ${connector.name} cannot be opened: ${error.message}`, { cause: error }))
    }
  }
}
