interface Words {
  readonly label: string
  readonly hint: string
  /** It is typed unseen. */
  readonly secret?: true
}

/** What each setting of a source is called, and where it comes from. */
const words: Readonly<Record<string, Words>> = {
  addresses: { label: 'Addresses of the feeds', hint: 'by commas' },
  apiKey: { label: 'API key', hint: 'made at the place itself', secret: true },
  apiUsername: { label: 'User of the key', hint: 'whom the key speaks for' },
  stream: { label: 'Stream', hint: 'yes: listen to all posts as they come by, without an account' },
  appPassword: { label: 'App password', hint: 'made under Privacy and security, never your own password', secret: true },
  apps: { label: 'Numbers of the apps', hint: 'the digits in their addresses, by commas' },
  channels: { label: 'Channels', hint: 'their ids, by commas' },
  clientId: { label: 'Id of the application', hint: 'of an approved application' },
  clientSecret: { label: 'Secret of the application', hint: 'given with its id', secret: true },
  countries: { label: 'Countries', hint: 'two letters each, by commas; us if none' },
  feedToken: { label: 'Feed token', hint: 'the part after feed= in your private feeds', secret: true },
  feedUser: { label: 'User of the feed token', hint: 'the part after user=' },
  forums: { label: 'Addresses of the forums', hint: 'by commas' },
  identifier: { label: 'Handle', hint: 'me.bsky.social' },
  instances: { label: 'Instances', hint: 'their addresses, by commas' },
  key: { label: 'Key', hint: 'optional, allows more requests', secret: true },
  repositories: { label: 'Repositories', hint: 'owner/name, by commas; all public ones if none' },
  server: { label: 'Server', hint: 'its address' },
  service: { label: 'Service', hint: 'where the account lives, if not bsky.social' },
  sites: { label: 'Sites', hint: 'stackoverflow, superuser …' },
  tags: { label: 'Tags', hint: 'without the #, by commas' },
  token: { label: 'Token', hint: 'optional, allows more', secret: true },
  videos: { label: 'Videos', hint: 'their ids, by commas' },
}

export const settingWords = (name: string): Words => words[name] ?? { label: name, hint: '' }
