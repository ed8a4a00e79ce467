import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { startPostgres } from './server.ts'
import { anotherProcess, postmasterOf, query, quick, temporaryHome } from './testing.ts'

test('a first start makes a cluster in UTF-8 that listens on loopback alone and wants its password', async () => {
  await using place = await temporaryHome()
  const server = await startPostgres({ home: place.home, settings: quick })
  expect(server.adopted).toBe(false)
  const [facts] = await query(
    server.ownerUrl,
    `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS addresses,
       current_setting('unix_socket_directories') AS sockets, current_setting('data_checksums') AS checksums, current_database() AS name,
       (SELECT datlocale FROM pg_database WHERE datname = current_database()) AS locale`,
  )
  expect(facts).toEqual({ version: 18, encoding: 'UTF8', addresses: '127.0.0.1', sockets: '', checksums: 'on', name: 'echoscope', locale: 'C.UTF-8' })
  const wrong = new URL(server.ownerUrl)
  wrong.password = 'wrong'
  await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
  expect((await stat(join(place.home, 'owner-password'))).mode & 0o777).toBe(0o600)
})

test('what was committed is there after a stop, and a half-made cluster of a killed first start is no obstacle', async () => {
  await using place = await temporaryHome()
  await mkdir(join(place.home, 'database/postgres.new/base'), { recursive: true })
  const first = await startPostgres({ home: place.home, settings: quick })
  await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS n')
  expect(await first.stop()).toBe(true)
  const second = await startPostgres({ home: place.home, settings: quick })
  expect(second.adopted).toBe(false)
  expect(await query(second.ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 1 }])
})

test('the server that a killed start left behind is taken over with everything in it', async () => {
  await using place = await temporaryHome()
  await using killed = await anotherProcess(place.home, 'return (await startPostgres({ home, settings })).ownerUrl')
  await query(killed.said, 'CREATE TABLE kept AS SELECT 1 AS n')
  const left = await postmasterOf(place.home)
  await killed.kill()
  const server = await startPostgres({ home: place.home, settings: quick })
  expect([server.adopted, server.ownerUrl, await postmasterOf(place.home)]).toEqual([true, killed.said, left])
  expect(await query(server.ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 1 }])
})

test('a power cut that takes start and server leaves a pid file, and the next start recovers what was committed', async () => {
  await using place = await temporaryHome()
  await using killed = await anotherProcess(place.home, 'return (await startPostgres({ home, settings })).ownerUrl')
  await query(killed.said, 'CREATE TABLE kept AS SELECT 1 AS n')
  process.kill(await postmasterOf(place.home), 'SIGKILL')
  await killed.kill()
  // By the time of the next start the pid may be anybody's: here it is ours.
  const file = join(place.home, 'database/postgres/postmaster.pid')
  const lines = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, [String(process.pid), ...lines.slice(1)].join('\n'))
  const server = await startPostgres({ home: place.home, settings: quick })
  expect(server.adopted).toBe(false)
  expect(await query(server.ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 1 }])
})

test('commands share one server: it stands until the last of them has left', async () => {
  await using place = await temporaryHome()
  const mine = await startPostgres({ home: place.home, settings: quick })
  await using other = await anotherProcess(place.home, 'const s = await startPostgres({ home, settings }); return s.adopted + " " + s.ownerUrl')
  expect(other.said).toBe(`true ${mine.ownerUrl}`)
  expect(await mine.stop()).toBe(false)
  expect(await query(mine.ownerUrl, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
  await other.kill()
  const again = await startPostgres({ home: place.home, settings: quick })
  expect(again.adopted).toBe(true)
  expect(await again.stop()).toBe(true)
  await expect(query(mine.ownerUrl, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('four first starts at once come to one server', async () => {
  await using place = await temporaryHome()
  const servers = await Promise.all([1, 2, 3, 4].map(() => startPostgres({ home: place.home, settings: quick })))
  expect(new Set(servers.map((server) => server.ownerUrl)).size).toBe(1)
  const stopped: boolean[] = []
  for (const server of servers) stopped.push(await server.stop())
  expect(stopped).toEqual([false, false, false, true])
})

test('a server that dies under its user comes back at the same address with what was committed', async () => {
  await using place = await temporaryHome()
  const server = await startPostgres({ home: place.home, settings: quick })
  await query(server.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS n')
  expect(await server.ensureRunning()).toBe(false)
  process.kill(await postmasterOf(place.home), 'SIGKILL')
  await expect.poll(() => server.ensureRunning().catch(() => false), { timeout: 20_000 }).toBe(true)
  expect(await query(server.ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 1 }])
})

test("a lost password is told with the file's name, and the cluster is left as it is", async () => {
  await using place = await temporaryHome()
  const server = await startPostgres({ home: place.home, settings: quick })
  const file = join(place.home, 'owner-password')
  const right = await readFile(file, 'utf8')
  await writeFile(file, 'another\n')
  const patient = startPostgres({ home: place.home, settings: quick })
  await server.stop()
  await expect(patient).rejects.toThrow(/does not take the password in .*owner-password/)
  await writeFile(file, right)
  expect((await startPostgres({ home: place.home, settings: quick })).ownerUrl).toContain(right.trim())
})

test('a home that is a file, or that may not be written, is told in a sentence', async () => {
  await using place = await temporaryHome()
  await writeFile(join(place.home, 'file'), '')
  await expect(startPostgres({ home: join(place.home, 'file') })).rejects.toThrow(/is not a directory. Set ECHOSCOPE_HOME/)
})

test.skipIf(process.getuid?.() !== 0)('as root, a home where the server’s user cannot go still gets its database', async () => {
  await using place = await temporaryHome()
  await chmod(place.home, 0o700)
  const server = await startPostgres({ home: place.home, settings: quick })
  const [row] = await query<{ at: string }>(server.ownerUrl, `SELECT current_setting('data_directory') AS at`)
  expect(row?.at).toMatch(/^\/var\/lib\/echoscope\//)
  await server.stop()
  const again = await startPostgres({ home: place.home, settings: quick })
  expect((await query<{ at: string }>(again.ownerUrl, `SELECT current_setting('data_directory') AS at`))[0]).toEqual(row)
  expect(await again.stop()).toBe(true)
  await rm(dirname(row?.at ?? ''), { recursive: true, force: true })
})
