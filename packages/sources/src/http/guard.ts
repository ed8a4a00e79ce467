import { lookup as resolve, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { SourceError } from '@echoscope/domain'
import ipaddr from 'ipaddr.js'
import { Agent, type Dispatcher } from 'undici'

/** Says where a request may go, before it goes and once more when its name has become addresses. */
export interface Guard {
  /** What to send the request through. @throws SourceError `blocked` for an address that is not public and not allowed. */
  pass(url: URL): Dispatcher
}

type Lookup = (name: string, options: { readonly all: true }, done: (error: Error | null, found: LookupAddress[]) => void) => void

const connectMs = 10_000

/**
 * Keeps addresses that users give from reaching the machine's own network. `allow` is the operator's list of what may be reached all the same:
 * `host` for each of its ports, or `host:port`.
 */
export function createGuard(allow: readonly string[], lookup: Lookup = resolve): Guard {
  const allowed = new Set(allow.map((each) => each.toLowerCase()))
  const timing = { headersTimeout: 0, bodyTimeout: 0 }
  const plain = new Agent({ ...timing, connect: { timeout: connectMs } })
  const guarded = new Agent({ ...timing, connect: { timeout: connectMs, lookup: publicOnly(lookup) } })
  return {
    pass(url) {
      if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(url.protocol, 'only http and https are read')
      const port = url.port || (url.protocol === 'https:' ? '443' : '80')
      const host = url.hostname.replace(/^\[|\]$/g, '')
      if (allowed.has(url.hostname) || allowed.has(host) || allowed.has(`${url.hostname}:${port}`)) return plain
      // A name is tested when it is resolved; for a bare address nothing is ever resolved.
      if ((isIP(host) !== 0 && !isPublic(host)) || /(?:^|\.)localhost\.?$/.test(host)) throw refused(url.host, 'it is not a public address')
      if (port !== '80' && port !== '443') throw refused(url.host, 'only ports 80 and 443 are open to it')
      return guarded
    },
  }
}

/** What is given out for use on the Internet: of IPv6 that is 2000::/3. */
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** Private, loopback, link-local, carrier, documentation, translated and mapped addresses are all something else than unicast. */
function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  return address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(globalIpv6))
}

const refused = (place: string, why: string): SourceError =>
  new SourceError('blocked', `${place} is not asked: ${why}. The operator of this installation can allow it.`)

/** One address that is not public spoils the name: which of them is dialled is not ours to choose. */
const publicOnly =
  (lookup: Lookup): LookupFunction =>
  (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, found) => {
      const [first] = found ?? []
      if (error !== null) done(error, '', 0)
      else if (first === undefined || !found.every(({ address }) => isPublic(address)))
        done(refused(name, 'it stands for an address that is not public'), '', 0)
      else if (options.all === true) done(null, found)
      else done(null, first.address, first.family)
    })
