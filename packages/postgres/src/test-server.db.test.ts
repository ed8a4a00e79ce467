import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tryLock } from './file-lock.ts'
import { anotherProcess, postmasterOf } from './testing.ts'
import { sweep } from './test-server.ts'

test('servers of killed test runs are ended and taken away, those of living runs are left alone', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'echoscope-sweep-'))
  const [dead, living] = [await mkdtemp(join(directory, 'echoscope-test-')), await mkdtemp(join(directory, 'echoscope-test-'))]
  await chmod(directory, 0o755)
  await chmod(dead, 0o755)
  tryLock(join(dead, 'run.lock'), 'alone')?.release()
  const life = tryLock(join(living, 'run.lock'), 'alone')
  await using killed = await anotherProcess(dead, 'return (await startPostgres({ home, settings })).ownerUrl')
  const server = await postmasterOf(dead)
  await killed.kill()
  await sweep(directory)
  expect(await readdir(directory)).toEqual([living.slice(directory.length + 1)])
  await expect.poll(() => isAlive(server), { timeout: 10_000 }).toBe(false)
  life?.release()
  await rm(directory, { recursive: true, force: true })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
