import type { OldTableName } from './shape.ts'

/** What became of the rows of one old table: `read + created + splitExtra = written + merged + quarantined`. */
export interface Account {
  read: number
  created: number
  splitExtra: number
  /** Rows that stand in the new database, whether this run put them there or one before it. */
  written: number
  merged: number
  quarantined: number
}
export type Count = keyof Account

export interface LedgerLine {
  readonly read: number
  readonly created: number
  readonly split_extra: number
  readonly written: number
  readonly merged: number
  readonly quarantined: number
  readonly balanced: boolean
}

export interface Ledger {
  add(table: OldTableName, count: Count, rows?: number): void
  of(table: OldTableName): Readonly<Account>
  lines(): Record<string, LedgerLine>
}

export function createLedger(): Ledger {
  const accounts = new Map<OldTableName, Account>()
  const of = (table: OldTableName): Account => {
    const known = accounts.get(table)
    if (known !== undefined) return known
    const made = { read: 0, created: 0, splitExtra: 0, written: 0, merged: 0, quarantined: 0 }
    accounts.set(table, made)
    return made
  }
  return {
    add: (table, count, rows = 1) => {
      of(table)[count] += rows
    },
    of,
    lines: () => Object.fromEntries([...accounts].map(([table, account]) => [table, lineOf(account)])),
  }
}

const lineOf = ({ read, created, splitExtra, written, merged, quarantined }: Account): LedgerLine => ({
  read,
  created,
  split_extra: splitExtra,
  written,
  merged,
  quarantined,
  balanced: read + created + splitExtra === written + merged + quarantined,
})
