/** The protocol's name in the registry, in the spool and in counts. */
export const protocolName = 'mqtt'

/** The longest message that is heard. */
export const longestPayload = 256 * 1024

/** What a topic is for, and whose. */
export type Topic = { kind: 'up' | 'down' | 'answer'; sender: string }

const root = 'yiwang/v1'

/** The topics of a device: it publishes to `up` and `answer`, and subscribes to `down`. */
export const topicOf = ({ kind, sender }: Topic): string => `${root}/${sender}/${kind}`

/** What ThingsBoard's devices publish to; whose it is says the connection. */
export const thingsBoardUp = 'v1/devices/me/telemetry'

/** What a broker of ours is asked for: everything that any device says, shared among the gateways that ask. */
export const sharedFilters = ['up', 'answer'].map((kind) => `$share/yiwang/${root}/+/${kind}`)

/** How a device names itself in topics and as its user name. */
export const senderPattern = /^[\w.:-]{1,40}$/

/** A topic of ours as what it is for, or undefined. */
export function topicIn(text: string): Topic | undefined {
  const found = /^yiwang\/v1\/([\w.:-]{1,40})\/(up|down|answer)$/.exec(text)
  return found ? { sender: found[1]!, kind: found[2] as Topic['kind'] } : undefined
}
