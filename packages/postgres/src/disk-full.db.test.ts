import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startPostgres } from './server.ts'
import { query } from './testing.ts'

const settings = ['shared_buffers=8MB', 'min_wal_size=32MB', 'max_wal_size=32MB', 'wal_recycle=off']

/** A disk of so many megabytes. Only root can make one; elsewhere the tests are skipped. */
async function smallDisk(megabytes: number): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'echoscope-disk-'))
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', home])
  onTestFinished(async () => {
    spawnSync('umount', ['--lazy', home])
    await rmdir(home)
  })
  return home
}
const probe = await mkdtemp(join(tmpdir(), 'echoscope-disk-'))
const canMount = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', probe]).status === 0
if (canMount) spawnSync('umount', [probe])
await rmdir(probe)

test.skipIf(!canMount)('a disk too small for a first start says so, and the start works once there is room', async () => {
  const home = await smallDisk(90)
  const filler = join(home, 'filler')
  await writeFile(filler, Buffer.alloc(70 * 1024 * 1024))
  await expect(startPostgres({ home, settings })).rejects.toMatchObject({ reason: 'disk_full', message: expect.stringContaining('free some space') })
  await rm(filler)
  const server = await startPostgres({ home, settings })
  expect(await query(server.ownerUrl, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
  await server.stop()
})

test.skipIf(!canMount)('a disk that fills up refuses to write, keeps what is stored, and goes on once there is room', async () => {
  const home = await smallDisk(160)
  const server = await startPostgres({ home, settings })
  await query(server.ownerUrl, 'CREATE TABLE kept AS SELECT n FROM generate_series(1, 1000) AS n')
  await query(server.ownerUrl, 'CREATE TABLE filling (text text)')
  const fill = `INSERT INTO filling SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 4000000) AS n GROUP BY n / 20`
  await expect(query(server.ownerUrl, fill)).rejects.toMatchObject({ code: '53100' })
  await server.stop().catch(() => undefined)
  const filler = join(home, 'filler')
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M'])
  await startPostgres({ home, settings }).then(
    (opened) => opened.stop(),
    (error: unknown) => expect(error).toMatchObject({ reason: 'disk_full' }),
  )
  await rm(filler)
  const again = await startPostgres({ home, settings })
  expect(await query(again.ownerUrl, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }])
  await again.stop()
})
