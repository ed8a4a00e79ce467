import type { AuditRecord, Database } from '@echoscope/db'

/** The database for one act of a command: its line is in the audit log with what it changes, or neither is there. */
export const recorded = (db: Database, command: string, act: Pick<AuditRecord, 'action' | 'target'>): Database =>
  db.recording((made) => ({
    via: 'command',
    actorId: null,
    actor: `echoscope ${command}`,
    address: null,
    action: act.action,
    target: { ...idOf(made), ...act.target },
  })).db

const idOf = (made: unknown): { id?: unknown } => (typeof made === 'object' && made !== null && 'id' in made ? { id: made.id } : {})
