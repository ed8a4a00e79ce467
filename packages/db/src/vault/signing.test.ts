import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isSignedBy, openSigner, ownPublicKey, readPublicKey } from './signing.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'echoscope-signing-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const report = { holds: true, faults: [], tables: [{ name: 'threads', rows: 3 }], none: null }

test('a key is made once, for its owner alone, whoever asks at the same time', async () => {
  expect(await ownPublicKey(home)).toBeNull()
  const signers = await Promise.all(Array.from({ length: 8 }, () => openSigner(home)))
  expect(new Set(signers.map(({ publicKey }) => publicKey)).size).toBe(1)
  expect((await stat(join(home, 'signing-key'))).mode & 0o777).toBe(0o600)
  expect(await ownPublicKey(home)).toBe(signers[0]?.publicKey)
})

test('what was signed is recognised in any order of fields and any layout, and by no other key', async () => {
  const signer = await openSigner(home)
  const signed = signer.sign(report)
  const turned = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(signed, null, 4)) as object).toReversed())
  expect(isSignedBy(signed, signer.publicKey)).toBe(true)
  expect(isSignedBy(turned, signer.publicKey)).toBe(true)
  const other = await openSigner(join(home, 'other'))
  expect(isSignedBy(signed, other.publicKey)).toBe(false)
  expect(isSignedBy(other.sign(report), signer.publicKey)).toBe(false)
  // A forger may name our key, but cannot sign with it.
  const forged = other.sign(report)
  expect(isSignedBy({ ...forged, signature: { ...forged.signature, publicKey: signer.publicKey } }, signer.publicKey)).toBe(false)
})

test('a change of any field, a field more and a field less are all noticed', async () => {
  const signer = await openSigner(home)
  const signed = signer.sign(report)
  const { none: _, ...less } = signed
  const changed: unknown[] = [
    { ...signed, holds: false },
    { ...signed, tables: [{ name: 'threads', rows: 4 }] },
    { ...signed, tables: [...signed.tables, ...signed.tables] },
    { ...signed, more: 1 },
    less,
    { ...signed, signature: { ...signed.signature, value: signed.signature.value.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) } },
    { ...signed, signature: { ...signed.signature, value: '' } },
    { ...signed, signature: { ...signed.signature, algorithm: 'none' } },
    { ...signed, signature: null },
    report,
    null,
    'signed',
    [],
  ]
  expect(changed.map((value) => isSignedBy(value, signer.publicKey))).toEqual(changed.map(() => false))
})

test('a public key is read as PEM and as base64; anything else is none', async () => {
  const { publicKey } = await openSigner(home)
  const pem = `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----\n`
  expect([readPublicKey(publicKey), readPublicKey(` ${publicKey}\n`), readPublicKey(pem)]).toEqual([publicKey, publicKey, publicKey])
  expect(['', 'x', '-----BEGIN PUBLIC KEY-----', Buffer.alloc(44).toString('base64')].map(readPublicKey)).toEqual([null, null, null, null])
})

test('a key file that is none is told, and not replaced', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'echoscope-signing-'))
  await writeFile(join(broken, 'signing-key'), 'no key')
  await expect(openSigner(broken)).rejects.toThrow()
  await rm(broken, { recursive: true })
})
