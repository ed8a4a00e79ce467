import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { lockHome } from './home-lock.ts'
import { anotherProcess, temporaryHome } from './testing.ts'

test('a home has one start: a second is refused with who runs and where', async () => {
  await using place = await temporaryHome()
  const lock = await lockHome(place.home, 'http://127.0.0.1:3000')
  await expect(lockHome(place.home, 'http://127.0.0.1:3001')).rejects.toThrow(
    `Echoscope is already running from ${place.home}, at http://127.0.0.1:3000 (process ${process.pid}).`,
  )
  await lock.release()
  const next = await lockHome(place.home, 'http://127.0.0.1:3001')
  expect(next.cutShort).toBe(false)
  await next.release()
})

test('a killed start holds nothing, and the next one knows that it was cut short', async () => {
  await using place = await temporaryHome()
  await using killed = await anotherProcess(place.home, 'globalThis.kept = await lockHome(home, "http://127.0.0.1:3000"); return "held"')
  await expect(lockHome(place.home, 'http://127.0.0.1:3000')).rejects.toThrow(`process ${killed.child.pid}`)
  await killed.kill()
  const lock = await lockHome(place.home, 'http://127.0.0.1:3000')
  expect(lock.cutShort).toBe(true)
  await lock.release()
})

test('a start that is just ending is waited for', async () => {
  await using place = await temporaryHome()
  const first = await lockHome(place.home, 'http://127.0.0.1:3000')
  await first.ending()
  const next = lockHome(place.home, 'http://127.0.0.1:3000')
  await sleep(300)
  await first.release()
  await (await next).release()
})

test('of ten that want a home at once, one gets it', async () => {
  await using place = await temporaryHome()
  const tried = await Promise.allSettled(Array.from({ length: 10 }, () => lockHome(place.home, 'http://127.0.0.1:3000')))
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const each of tried) if (each.status === 'fulfilled') await each.value.release()
})
