import type { Migration } from './migration.ts'

interface OldInsight {
  readonly id: string
  readonly campaign: string | null
  readonly row: string
}

/** Texts of the old system about a scope: carried as they are, marked as not recounted, and shown nowhere as checked. */
export async function migrateInsights({ source, homes, ledger, keeping, proceed }: Migration): Promise<void> {
  for (const home of homes.values())
    for (const [name, value] of [
      ['insights', home.campaign.old?.insights],
      ['ai_insights', home.campaign.old?.aiInsights],
    ] as const)
      if (value != null) await keeping.value(home.campaign.id, { table: 'campaigns', key: home.campaign.id, name, status: 'not_recounted', value })
  for (const table of ['insights', 'ai_insights'] as const) {
    const old = source.shape[table]
    if (!old.exists) continue
    ledger.add(table, 'read', 0)
    const pages = source.pages<OldInsight>(
      `SELECT ${old.id('id')} AS id, ${old.id('campaignId')} AS campaign, ${old.row()} AS row FROM ${old.from('t')} ORDER BY 1`,
    )
    for await (const page of pages) {
      proceed()
      ledger.add(table, 'read', page.length)
      for (const { id, campaign, row } of page) {
        const home = homes.get(campaign ?? '')
        ledger.add(table, home === undefined ? 'quarantined' : 'written')
        if (home === undefined) await keeping.quarantine({ table, key: id, reason: 'no campaign with a brand', row })
        else await keeping.value(home.campaign.id, { table, key: id, name: 'row', status: 'not_recounted', value: row })
      }
    }
  }
}
