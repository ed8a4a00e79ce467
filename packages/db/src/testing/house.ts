import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Brand, CampaignCreate, Scope, ScopeRequest, WorkspaceId } from '@echoscope/domain'
import { mintScope } from '@echoscope/domain/mint'
import pg from 'pg'
import { type Database, openDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import { openVault, type Vault } from '../vault/vault.ts'

/** A database of its own, migrated, with the application's role: real Postgres, made for one test file and dropped at its end. */
export interface TestHouse extends AsyncDisposable {
  readonly db: Database
  readonly appUrl: string
  readonly ownerUrl: string
  /** Where the installation's keys lie. */
  readonly home: string
  readonly vault: Vault
  readonly workspaceId: WorkspaceId
  /** As the owner, past every policy: for independent counts and for planting faults. */
  owner<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>
  scope(request: ScopeRequest, workspaceId?: WorkspaceId): Promise<Scope>
  /** A brand with its automatic scope, and `customs` custom campaigns. */
  brand(options?: BrandOptions): Promise<{ brand: Brand; automatic: Scope; customs: Scope[] }>
}
export interface BrandOptions {
  readonly workspaceId?: WorkspaceId
  readonly name?: string
  readonly keywords?: string[]
  readonly customs?: number
  readonly campaign?: Partial<Omit<CampaignCreate, 'brandId'>>
}

/** `serverUrl` is the owner's connection string of a running server: vitest's `inject('postgresUrl')`. */
export async function testHouse(serverUrl: string): Promise<TestHouse> {
  const name = `house_${randomUUID().replaceAll('-', '').slice(0, 20)}`
  const admin = new URL(serverUrl)
  admin.pathname = '/postgres'
  await once(admin.href, `CREATE DATABASE ${name}`)
  const owner = new URL(serverUrl)
  owner.pathname = `/${name}`
  const home = await mkdtemp(join(tmpdir(), 'echoscope-house-'))
  const { appUrl } = await migrate({ ownerUrl: owner.href, home })
  const vault = openVault({ home, given: null })
  const db = openDatabase({ url: appUrl, poolSize: 8, vault })
  const ownerPool = new pg.Pool({ connectionString: owner.href, max: 2 })
  const { id: workspaceId } = await db.workspaces.ensureLocal()
  const scope = async (request: ScopeRequest, workspace = workspaceId) => mintScope(await db.scopes.register(workspace, request))
  return {
    db,
    appUrl,
    ownerUrl: owner.href,
    home,
    vault,
    workspaceId,
    scope,
    owner: async <Row extends object>(text: string, params: readonly unknown[] = []) => (await ownerPool.query<Row>(text, [...params])).rows,
    async brand({ workspaceId: workspace = workspaceId, name: brandName = 'Deno', keywords = ['deno'], customs = 2, campaign = {} } = {}) {
      const brand = await db.brands.create(workspace, { name: brandName, primaryKeywords: keywords })
      const scopes: Scope[] = []
      for (let index = 0; index < customs; index += 1) {
        const { id } = await db.campaigns.create(workspace, { brandId: brand.id, name: `Campaign ${index + 1}`, keywords, ...campaign })
        scopes.push(await scope({ type: 'custom', campaignId: id }, workspace))
      }
      return { brand, automatic: await scope({ type: 'automatic', brandId: brand.id }, workspace), customs: scopes }
    },
    async [Symbol.asyncDispose]() {
      await db.close()
      await ownerPool.end()
      await dropDatabase(admin.href, name)
      await once(admin.href, `DROP ROLE IF EXISTS ${name}_app`)
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** A connection that was just closed may be there for a moment still; cutting it off would reach its client as an error nobody waits for. */
async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const dropped = await once(adminUrl, `DROP DATABASE ${name}`).then(
      () => true,
      () => false,
    )
    if (dropped) return
    await sleep(50)
  }
  await once(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

async function once(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
