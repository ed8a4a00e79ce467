import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseKeys } from './keyring.ts'
import { noVault, openVault, type SealedPlace } from './vault.ts'

let root: string
let made = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'echoscope-vault-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))
const newHome = (): string => join(root, String((made += 1)))
const newKey = (): string => randomBytes(32).toString('hex')
const place = (): SealedPlace => ({ workspaceId: newId<'workspace'>(), purpose: 'source_credentials', rowId: newId() })

test('what was sealed opens at its place, is not to be read in the envelope, and never looks the same twice', async () => {
  const vault = openVault({ home: newHome(), given: null })
  const at = place()
  for (const text of ['', 'hunter2', 'ключ 🗝\u202e', 'x'.repeat(100_000)]) {
    const sealed = [await vault.seal(text, at), await vault.seal(text, at)]
    expect(new Set(sealed).size).toBe(2)
    for (const each of sealed) {
      expect(await vault.open(each, at)).toBe(text)
      if (text !== '') expect(Buffer.from(each.split('.')[3] ?? '', 'base64url').includes(text)).toBe(false)
      expect(each.startsWith(await vault.currentPrefix())).toBe(true)
    }
  }
})

test('an envelope opens nowhere else: not in another workspace, for another purpose, in another row, nor changed by a bit', async () => {
  const vault = openVault({ home: newHome(), given: null })
  const at = place()
  const sealed = await vault.seal('hunter2', at)
  for (const elsewhere of [
    { ...at, workspaceId: newId<'workspace'>() },
    { ...at, purpose: 'workspace_secrets' },
    { ...at, rowId: newId() },
    { ...at, purpose: `source_credentials","${at.rowId}`, rowId: '' },
  ])
    await expect(vault.open(sealed, elsewhere)).rejects.toThrow(/unable to authenticate/)
  const [version, key, nonce, body = ''] = sealed.split('.')
  for (let bit = 0; bit < 64; bit += 1) {
    const bytes = Buffer.from(body, 'base64url')
    const at_ = bit % bytes.length
    bytes[at_] = (bytes[at_] ?? 0) ^ (1 << (bit % 8))
    await expect(vault.open([version, key, nonce, bytes.toString('base64url')].join('.'), at)).rejects.toThrow(/unable to authenticate/)
  }
  for (const cut of ['', 'v1', sealed.slice(0, -8), sealed.slice(0, 44), `v2${sealed.slice(2)}`]) await expect(vault.open(cut, at)).rejects.toThrow()
})

test('a key is made once with mode 0600, whoever asks at the same time, and a damaged file is not made anew', async () => {
  const home = newHome()
  const vaults = Array.from({ length: 8 }, () => openVault({ home, given: null }))
  expect(new Set(await Promise.all(vaults.map((vault) => vault.currentPrefix()))).size).toBe(1)
  expect((await stat(join(home, 'secret-key'))).mode & 0o777).toBe(0o600)
  await writeFile(join(home, 'secret-key'), 'damaged\n')
  await expect(openVault({ home, given: null }).currentPrefix()).rejects.toThrow(/no key/)
  expect(await readFile(join(home, 'secret-key'), 'utf8')).toBe('damaged\n')
})

test('a key that is not there is told by its id, and so is a process without any', async () => {
  const at = place()
  const sealed = await openVault({ home: newHome(), given: newKey() }).seal('hunter2', at)
  for (const vault of [openVault({ home: newHome(), given: newKey() }), noVault])
    await expect(vault.open(sealed, at)).rejects.toMatchObject({ reason: 'secret_key_missing' })
})

describe('a rotation', () => {
  test('keeps the old key until it ends, and a rotation taken up again makes no third key', async () => {
    const home = newHome()
    const vault = openVault({ home, given: null })
    const at = place()
    const before = await vault.seal('hunter2', at)
    await vault.ring.beginRotation()
    const during = await vault.currentPrefix()
    expect(before.startsWith(during)).toBe(false)
    await vault.ring.beginRotation()
    expect(await vault.currentPrefix()).toBe(during)
    expect(await vault.open(before, at)).toBe('hunter2')
    expect((await stat(join(home, 'secret-key'))).mode & 0o777).toBe(0o600)
    await vault.ring.endRotation()
    expect(await vault.currentPrefix()).toBe(during)
    await expect(vault.open(before, at)).rejects.toMatchObject({ reason: 'secret_key_missing' })
  })
  test('of given keys needs a second one, and tells what is left to do', async () => {
    const [old, fresh] = [newKey(), newKey()]
    await expect(openVault({ home: '', given: old }).ring.beginRotation()).rejects.toThrow(/holds one key/)
    const at = place()
    const sealed = await openVault({ home: '', given: old }).seal('hunter2', at)
    const both = openVault({ home: '', given: `${fresh},${old}` })
    expect(await both.open(sealed, at)).toBe('hunter2')
    await both.ring.beginRotation()
    expect(await both.ring.endRotation()).toMatch(/Take the others out/)
    expect(await both.currentPrefix()).toBe(await openVault({ home: '', given: fresh }).currentPrefix())
  })
})

test.each(['', ',', 'x', 'ab'.repeat(31), 'ab'.repeat(33), `${'ab'.repeat(32)},`, 'zz'.repeat(32), randomBytes(31).toString('base64')])(
  'a key that reads %j is none',
  (text) => {
    expect(parseKeys(text)).toBeNull()
  },
)
test('a key is the same in hexadecimal, in base64, and with white space round it', () => {
  const key = randomBytes(32)
  for (const text of [key.toString('hex'), key.toString('hex').toUpperCase(), key.toString('base64'), ` ${key.toString('base64')} `])
    expect(parseKeys(text)).toEqual([key])
})
