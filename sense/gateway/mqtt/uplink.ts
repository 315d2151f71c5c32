import { Aedes, type Client, type PublishPacket } from 'aedes'

type Done = (error?: Error) => void

/**
 * A broker for devices that hear the platform and not each other. What a device publishes is kept before this is asked, and goes
 * to nobody: no subscriptions are searched for it, which cost more than all else about a message.
 */
export class Uplink extends Aedes {
  override publish(packet: PublishPacket, from: Client | null | Done, done?: Done): void {
    if (typeof from === 'function') super.publish(packet, from)
    else if (from) done?.()
    else super.publish(packet, done ?? (() => undefined))
  }
}
