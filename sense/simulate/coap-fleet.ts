import { setTimeout as pause } from 'node:timers/promises'
import { CoapDevice } from './coap-device.ts'
import { type Faults, randomOf } from './faults.ts'
import type { FleetCounts } from './fleet.ts'

export type CoapFleetOptions = {
  host: string
  port: number
  /** Names on the wire with what each shows; they must be registered. */
  devices: readonly { sender: string; credential: string }[]
  /** Reports a second of all devices together. */
  perSecond: number
  faults: Faults
  seed: number
  signal: AbortSignal
}

/** Devices that measure a level and their battery, and report by CoAP until they are told to stop. */
export async function driveCoap(options: CoapFleetOptions): Promise<FleetCounts> {
  const counts: FleetCounts = { sent: 0, acknowledged: 0, cut: 0, refused: 0 }
  await Promise.all(options.devices.map((_, index) => drive(index, options, counts)))
  return counts
}

async function drive(index: number, options: CoapFleetOptions, counts: FleetCounts): Promise<void> {
  const { devices, perSecond, faults, seed, signal, host, port } = options
  const random = randomOf(seed + index)
  const everyMs = (devices.length / perSecond) * 1_000
  const open = () => CoapDevice.open({ host, port, ...devices[index]! })
  const kept: Buffer[] = []
  let device = await open()
  while (!signal.aborted) {
    const lateMs = random() < faults.delay ? random() * faults.delayHours * 3_600_000 : 0
    kept.push(reportAt(new Date(Date.now() - lateMs), random))
    const isHeldBack = random() < faults.reorder && kept.length < 50
    if (!isHeldBack) {
      const isCut = random() < faults.cut
      if (await report(device, kept, { isCut, isTwice: random() < faults.twice, counts })) {
        device.end()
        device = await open()
      }
    }
    await pause(everyMs * (0.9 + random() * 0.2), undefined, { signal }).catch(() => undefined)
  }
  device.end()
}

// Sends what is kept, the newest first, and forgets what was acknowledged. Gives whether the device goes away before the answer.
async function report(
  device: CoapDevice,
  kept: Buffer[],
  { isCut, isTwice, counts }: { isCut: boolean; isTwice: boolean; counts: FleetCounts },
): Promise<boolean> {
  while (kept.length > 0) {
    counts.sent++
    const answer = device.post(kept.at(-1)!)
    if (isCut) {
      counts.cut++
      await pause(20)
      return true
    }
    const code = await answer
    if (code !== '2.04') {
      counts.refused++
      return false
    }
    if (isTwice) await device.repeat()
    counts.acknowledged++
    kept.pop()
  }
  return false
}

function reportAt(at: Date, random: () => number): Buffer {
  const level = Math.round(500 + 300 * Math.sin(at.getTime() / 600_000) + random() * 20) / 10
  const battery = Math.round(3_550 + random() * 50) / 1_000
  const values = { level: { value: level, unit: '%' }, battery: { value: battery, unit: 'V' } }
  return Buffer.from(JSON.stringify({ at: at.toISOString(), values }))
}
