import { connectors } from '@echoscope/sources'
import type { SourceKind } from './deps.ts'

/** The places a brand or campaign can name in `sources`. Archives are imported, not chosen. */
export const sourceKinds: readonly SourceKind[] = connectors.map(({ kind, name, description, takes, needs }) => ({
  kind,
  name,
  description,
  credentials: takes,
  needs,
}))
