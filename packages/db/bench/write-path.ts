import type { Scope } from '@echoscope/domain'
import { newId, type RunId } from '@echoscope/domain'
import { Sequelize } from 'sequelize'
import { createSessions } from '../src/session.ts'
import { foldReadings } from '../src/store-fold.ts'
import { writeThreads } from '../src/store-threads.ts'
import type { Batch, Reading } from '../src/store.ts'
import { testHouse, type TestHouse } from '../src/testing/index.ts'
import { benchServer } from './server.ts'

/** The write path alone, beside COPY of the same rows in the same run: the median of five pairs, since either is noisy. */
const rounds = 5
const batchSize = 1_000
const columns =
  'brand_id, campaign_id, campaign_type, id, source, platform, external_id, url, title, body, community_id, influencer_id, published_at, day, collected_at, score, comments, language, model_sentiment, mentions_brand, matches, rule_version'

await using server = await benchServer()
await using house = await testHouse(server.ownerUrl)
const pairs: { ours: number; copy: number }[] = []
for (let round = 0; round < rounds; round += 1) {
  const { automatic } = await house.brand({ name: `Round ${round}`, customs: 0 })
  pairs.push(await writePath(house, automatic, { count: 20_000, file: `${server.data}/rows-${round}.copy` }))
}
const [, , median] = pairs.sort((a, b) => a.ours / a.copy - b.ours / b.copy)
if (median === undefined) throw new Error('no round')
process.stdout.write(
  `threads written a second, with parents      ${median.ours.toFixed(0)}\nthe same rows by COPY, same keys            ${median.copy.toFixed(0)}: ${((100 * median.ours) / median.copy).toFixed(0)} % (at least 40 %)\n`,
)

/** Rows a second: threads with their parents as the store writes them, under the policies and in batches of 1,000; and the same rows by COPY. */
async function writePath(house: TestHouse, scope: Scope, { count, file }: { count: number; file: string }): Promise<{ ours: number; copy: number }> {
  const sequelize = new Sequelize(house.appUrl, { dialect: 'postgres', logging: false })
  try {
    const sessions = createSessions(sequelize)
    const batches = Array.from({ length: count / batchSize }, (_, index) => batchOf(index))
    const oursMs = await timed(async () => {
      for (const batch of batches) await sessions.inScope(scope, (sql) => writeThreads(sql, foldReadings(new Map(), batch.readings), batch))
    })
    // A table with the indexes, checks and foreign keys of the first, by the owner, whom no policy binds.
    await house.owner(`COPY (SELECT ${columns} FROM threads WHERE campaign_id = '${scope.campaignId}') TO '${file}'`)
    await house.owner('CREATE TABLE copied (LIKE threads INCLUDING ALL)')
    const keys = await house.owner<{ text: string }>(
      "SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conrelid = 'threads'::regclass AND contype = 'f'",
    )
    for (const { text } of keys) await house.owner(`ALTER TABLE copied ADD ${text}`)
    const copyMs = await timed(() => house.owner(`COPY copied (${columns}) FROM '${file}'`))
    await house.owner('DROP TABLE copied')
    return { ours: count / (oursMs / 1_000), copy: count / (copyMs / 1_000) }
  } finally {
    await sequelize.close()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function batchOf(index: number): Batch {
  const at = new Date('2026-11-23T08:00:00Z')
  const readings = Array.from({ length: batchSize }, (_, n) => readingOf(index * batchSize + n))
  return {
    id: newId(),
    runId: newId<'run'>() as RunId,
    source: 'archive',
    readings,
    fetched: batchSize,
    leftOut: {},
    bad: [],
    checkpoint: null,
    progress: null,
    at,
  }
}

function readingOf(n: number): Reading {
  const publishedAt = new Date(Date.UTC(2026, 5, 1) + (n % 150) * 86_400_000)
  return {
    kind: 'post',
    kept: {
      post: {
        platform: 'reddit',
        externalId: `t3_w${n}`,
        parentExternalId: null,
        url: `https://example.com/${n}`,
        title: `A title about the thing ${n}`,
        body: 'words of a body '.repeat(25),
        community: { name: `r/place${n % 20}`, url: 'https://example.com', members: null },
        author: `author${n % 500}`,
        publishedAt,
        observedAt: null,
        score: n % 300,
        comments: n % 40,
      },
      matches: [{ term: 'thing', field: 'title', start: 18, end: 23 }],
      ruleVersion: 1,
      analysis: { language: 'en', sentiment: (n % 20) / 10 - 1, brandSentiment: null, mentionsBrand: false, painPoints: [], spam: 0, spamSigns: [] },
      entities: [],
    },
  }
}
