import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Directory } from '../gateway/protocol.ts'
import { isCredential, type Presented } from './credential.ts'
import type { CredentialRule } from './credential-rule.ts'

/** A device as the gateway and the conveyor need it. */
export type KnownDevice = {
  districtId: string
  deviceId: string
  protocol: string
  sender: string
  kind: string
  dictionaries: string[]
  units: Record<string, string>
  /** How its maker's own JSON is read. */
  mapping?: unknown
  credentialHash?: string | null
  credentialRule?: CredentialRule
}

/**
 * Who may speak to the gateways: every registered sender, held in memory and read again every few seconds. While the database
 * is away the last list holds, so that no device notices.
 */
export class SenderDirectory implements Directory {
  #devices: ReadonlyMap<string, KnownDevice> = new Map()

  knows(protocol: string, sender: string): boolean {
    return this.#devices.has(`${protocol}/${sender}`)
  }

  find(protocol: string, sender: string): KnownDevice | undefined {
    return this.#devices.get(`${protocol}/${sender}`)
  }

  /** What a credential is worth that came with a name on the wire. */
  presented(protocol: string, sender: string, credential: string): Presented {
    const device = this.find(protocol, sender)
    if (!device?.credentialHash) return 'none set'
    return isCredential(device.credentialHash, credential) ? 'right' : 'wrong'
  }

  /** Whether a device that does not name itself rightly is still heard. */
  tolerates(protocol: string, sender: string): boolean {
    return this.find(protocol, sender)?.credentialRule !== 'refuse'
  }

  mappingOf(protocol: string, sender: string): unknown {
    return this.find(protocol, sender)?.mapping
  }

  /** Everybody who is known. */
  get all(): KnownDevice[] {
    return [...this.#devices.values()]
  }

  /** Reads the list again. */
  async refresh(db: Db): Promise<void> {
    this.restore(await listKnown(db))
  }

  /** Takes a list that was read before. */
  restore(devices: readonly KnownDevice[]): void {
    this.#devices = new Map(devices.map((one) => [`${one.protocol}/${one.sender}`, one]))
  }
}

// A roll-up over all districts: a gateway listens for all of them.
const listKnown = (db: Db): Promise<KnownDevice[]> =>
  db.many<KnownDevice>(sql`
    select d.district_id as "districtId", d.device_id as "deviceId", d.protocol, d.sender, d.kind, d.dictionaries, d.units,
           d.mapping, d.credential_hash as "credentialHash", d.credential_rule as "credentialRule"
      from sense.device d where d.retired_at is null`)
