/**
 * This month's top-growing pain points of a brand, as tab-separated values on stdout:
 *
 *   ECHOSCOPE_KEY=esk_… node examples/src/pain-points.ts BRAND_ID > pain-points.tsv
 *
 * ECHOSCOPE_URL is where Echoscope answers (http://127.0.0.1:3000).
 */
import process from 'node:process'
import type { AppRouter } from '@echoscope/api/router-type'
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'

async function main(): Promise<void> {
  const [brandId] = process.argv.slice(2)
  const key = process.env['ECHOSCOPE_KEY']
  if (brandId === undefined || key === undefined) throw new Error('usage: ECHOSCOPE_KEY=esk_… node examples/src/pain-points.ts BRAND_ID')
  const url = new URL('/api/trpc', process.env['ECHOSCOPE_URL'] ?? 'http://127.0.0.1:3000').href
  const echoscope = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url, headers: { authorization: `Bearer ${key}` } })] })

  const { workspace } = await echoscope.viewer.me.query()
  const { items } = await echoscope.analytics.painPoints.query({
    // The scope is always said: Brand Analytics of this brand, and no campaign's posts among them.
    scope: { type: 'automatic', brandId },
    range: thisMonth(new Date(), workspace.timeZone),
    order: 'growing',
    limit: 20,
  })

  print(['keyword', 'mentions', 'previous', 'growth_percent', 'significant', 'communities', 'sentiment'])
  for (const point of items)
    print([
      point.keyword,
      point.mentions,
      point.previous,
      // Null where there was nothing before: growth from zero has no percentage.
      point.growth === null ? 'new' : Math.round(point.growth),
      point.significant,
      point.communities,
      point.sentiment?.toFixed(2) ?? '',
    ])
}

/** Days of the workspace's time zone, from the first of the month up to and with today. */
function thisMonth(now: Date, timeZone: string): { from: string; to: string } {
  // Swedish writes a day as the API does, 2026-11-24.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now)
  return { from: `${today.slice(0, 7)}-01`, to: new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10) }
}

/** A tab or line break inside a keyword would shift the columns. */
function print(cells: readonly (string | number | boolean)[]): void {
  process.stdout.write(`${cells.map((cell) => String(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')}\n`)
}

main().catch((error: unknown) => {
  // A refusal says what to do, and carries a reason that scripts can switch on.
  const reason = error instanceof TRPCClientError ? ` (${String((error as TRPCClientError<AppRouter>).data?.reason ?? 'no answer')})` : ''
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${reason}\n`)
  process.exitCode = 1
})
