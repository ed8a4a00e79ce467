import { SourceError } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { connectors } from './all.ts'
import { openSource, probeSource } from './world.ts'
import { createStream } from '../http/stream.ts'
import { loneGate } from '../http/lone-gate.ts'
import { createTokens } from './tokens.ts'
import type { World } from './connector.ts'

const world: World = {
  connect: () => {
    throw new SourceError('network', 'nobody is asked')
  },
  baseUrl: (_kind, known) => known,
  tokens: createTokens(),
  stream: () => createStream({ gate: loneGate(() => new Date()) }),
}
const messageOf = async (kind: string, settings: Readonly<Record<string, string>>): Promise<string> => {
  const connector = connectors.find((each) => each.kind === kind)
  if (connector === undefined) throw new Error(`no connector is called ${kind}`)
  const error: unknown = await probeSource(openSource(connector, world, { settings, askedFor: 'w' }), new Date(), AbortSignal.timeout(1_000)).catch(
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(SourceError)
  return error instanceof SourceError ? error.message : ''
}

const odd = 'htps://reader:s3cret@feeds.example/x?token=s3cret'
test.each([
  ['feeds', { addresses: `https://ok.example/feed ${odd}` }],
  ['discourse', { forums: odd }],
  ['mastodon', { server: odd }],
  ['lemmy', { instances: odd }],
  ['bluesky', { identifier: 'me.example', appPassword: 's3cret', service: odd }],
  ['bluesky', { identifier: 'me.example', appPassword: 's3cret', service: 's3cret s3cret' }],
  ['app-store', { apps: 's3cret', countries: '../s3cret' }],
])('what is wrong with the settings of %s is told without a word of them: they are sealed, and every viewer reads the message', async (kind, settings) => {
  const message = await messageOf(kind, settings)
  expect(message).not.toMatch(/s3cret|htps/)
})
