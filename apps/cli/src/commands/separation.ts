import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { countAsOwner, isSignedBy, openSigner, ownPublicKey, readProof, readPublicKey } from '@echoscope/db'
import type { SignedSeparationReport } from '@echoscope/domain'
import { type Command, type Io, UsageError } from '../command.ts'
import type { CliConfig } from '../config.ts'
import { openInstallation } from '../open.ts'
import { enter } from '../scope.ts'

export const separationCommand: Command = {
  help: `echoscope separation report [--out FILE]
echoscope separation verify FILE [--key PUBLIC_KEY]
echoscope separation key

report  asks Postgres, as the application and as the owner, and prints what it found as JSON, signed with this installation's key. Exit code 1 when
        something is not as it must be; the report names it.
verify  checks that FILE was signed with PUBLIC_KEY (base64, PEM, or a file that holds either) and not changed since; without --key, with the key
        of this installation. Needs no network and no database. Exit code 1 when it was not.
key     prints this installation's public key.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' }, key: { type: 'string' } },
      allowPositionals: true,
    })
    const [verb, file, ...more] = positionals
    if (more.length > 0) throw new UsageError('one file at a time')
    switch (verb) {
      case 'report':
        if (file !== undefined || values.key !== undefined) throw new UsageError('separation report takes --out FILE and nothing else')
        return report(values.out ?? null, io)
      case 'verify':
        if (file === undefined || values.out !== undefined) throw new UsageError('separation verify takes the FILE of a report')
        return verify(file, values.key ?? null, io)
      case 'key':
        if (file !== undefined || values.key !== undefined || values.out !== undefined) throw new UsageError('separation key takes nothing')
        io.out((await openSigner((await io.config()).home)).publicKey)
        return 0
      default:
        throw new UsageError('echoscope separation knows three verbs: report, verify and key')
    }
  },
}

async function report(out: string | null, io: Io): Promise<0 | 1> {
  const config = await io.config()
  const signed = await measured(config)
  const text = JSON.stringify(signed, null, 2)
  if (out === null) io.out(text)
  else await writeFile(out, `${text}\n`)
  for (const fault of signed.faults) io.say(fault)
  io.say(
    signed.holds
      ? `The ${signed.scopes.length} scopes are kept apart. Signed by ${shortOf(signed.signature.fingerprint)}.`
      : `${signed.faults.length} things are not as they must be.`,
  )
  return signed.holds ? 0 : 1
}

async function measured(config: CliConfig): Promise<SignedSeparationReport> {
  await using installation = await openInstallation(config)
  const { db, ownerUrl } = installation
  const { id: workspaceId } = await db.workspaces.ensureLocal()
  const report = await db.across.measureSeparation({
    workspaceId,
    enter: (request) => enter(db, workspaceId, request),
    now: new Date(),
    ownersCount: await countAsOwner(ownerUrl),
    proof: await readProof([join(config.home, 'proof.json'), join(config.checkout, 'proof.json')]),
  })
  return (await openSigner(config.home)).sign(report)
}

async function verify(file: string, givenKey: string | null, io: Io): Promise<0 | 1> {
  const key = givenKey === null ? await ownPublicKey((await io.config()).home) : await readKey(givenKey)
  if (key === null)
    // The key that a report names itself proves nothing: whoever changed it would have put in his own.
    throw new Error('This installation has no key of its own to compare with. Say whose report it is to be: --key PUBLIC_KEY.')
  const text = await readFile(resolve(file), 'utf8')
  const value = parse(text)
  if (value === undefined) throw new Error(`${file} is not JSON, so it is no report.`)
  if (!isSignedBy(value, key)) {
    io.say(`${file} was not signed with this key, or was changed since.`)
    return 1
  }
  io.say(`${file} is as it was signed.`)
  return 0
}

async function readKey(given: string): Promise<string> {
  const key = readPublicKey(given) ?? readPublicKey(await readFile(resolve(given), 'utf8').catch(() => ''))
  if (key === null) throw new UsageError('--key is an Ed25519 public key, base64 or PEM, or a file that holds one')
  return key
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const shortOf = (fingerprint: string): string => fingerprint.slice(0, 16)
