import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

// The special-purpose registries of IANA (RFC 6890 and what followed): nothing of them is a stranger's server.
const v4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
// Of IPv6 only global unicast is public, less what tunnels to IPv4 or is documentation.
const v6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const closed = new BlockList()
for (const range of v4) closed.addSubnet(...parts(range), 'ipv4')
for (const range of v6) closed.addSubnet(...parts(range), 'ipv6')
const open6 = new BlockList()
open6.addSubnet('2000::', 3, 'ipv6')

function parts(range: string): [string, number] {
  const [address = '', bits = ''] = range.split('/')
  return [address, Number(bits)]
}

/** Whether an address belongs to the public internet, and not to this machine, its network or nobody. */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closed.check(address, 'ipv4')
    case 6:
      return open6.check(address, 'ipv6') && !closed.check(address, 'ipv6')
    default:
      return false
  }
}

/** A host that may not be reached: it is, or its name stands for, an address of our own network. */
export class PrivateAddress extends Error {
  constructor(host: string) {
    super(`${host} is no public address`)
    this.name = 'PrivateAddress'
  }
}

/**
 * The address to connect to. It is looked up once and connected to as it is, so that no second look-up can give another
 * answer. Errors: `PrivateAddress`, and the resolver's own.
 */
export async function addressFor(host: string, allowPrivate: boolean): Promise<{ address: string; family: 4 | 6 }> {
  const bare = host.replace(/^\[|\]$/g, '')
  const found = isIP(bare) ? [{ address: bare, family: isIP(bare) }] : await lookup(bare, { all: true })
  const usable = found.find(({ address }) => allowPrivate || isPublic(address))
  if (!usable) throw new PrivateAddress(bare)
  return { address: usable.address, family: usable.family === 6 ? 6 : 4 }
}
