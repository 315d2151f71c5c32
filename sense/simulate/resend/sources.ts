import { gunzipSync } from 'node:zlib'
import type { Db } from '#kernel/db/db.ts'
import { framesIn } from '../../acceptance/frames-file.ts'
import { type FramePlace, listDevicesOf, listFrames } from '../../replay/store.ts'
import { type DialectName, dialectNames, dialects } from './dialects.ts'
import type { Frame } from './plan.ts'

/**
 * The frames of a file, as an acceptance reads it: a line for each, or a stream as it was recorded; packed by gzip as well. A frame
 * that does not say whose it is is of the sender before it, at first of `sender`.
 */
export function framesOfFile(protocol: DialectName, bytes: Buffer, sender: string | undefined): Frame[] {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
  const wires = framesIn(protocol, isPacked ? gunzipSync(bytes) : bytes).flatMap((piece) =>
    dialects[protocol].split(piece),
  )
  let last = sender ?? wires.find((one) => one.sender !== undefined)?.sender
  return wires.flatMap((one) => {
    last = one.sender ?? last
    return last === undefined ? [] : [{ sender: last, at: undefined, bytes: one.bytes }]
  })
}

export type KeptOf = { protocol: DialectName; frames: Frame[]; isCut: boolean }

const page = 2_000

/** The frames that were kept of a device, in the order in which they came; undefined where there is no such device to play. */
export async function framesOfDevice(
  db: Db,
  { districtId, device, from, to, most }: { districtId: string; device: string; from: Date; to: Date; most: number },
): Promise<KeptOf | undefined> {
  const known = (await listDevicesOf(db, districtId, device)).find((one) => isPlayed(one.protocol))
  if (!known || !isPlayed(known.protocol)) return undefined
  const { protocol, sender } = known
  const frames: Frame[] = []
  let behind: FramePlace | undefined
  while (frames.length < most) {
    const next = await listFrames(db, known, { from, to, behind, most: Math.min(page, most - frames.length) })
    for (const { receivedAt, bytes } of next)
      frames.push({ sender, at: receivedAt, bytes: dialects[protocol].wire(bytes) })
    behind = next.at(-1)
    if (!behind) break
  }
  return { protocol, frames, isCut: frames.length >= most }
}

const isPlayed = (protocol: string): protocol is DialectName => dialectNames.some((name) => name === protocol)
