import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { type Frame, FrameOpener, Malformed, type Read, readBody } from '#sense/gateway/jt808/codec.ts'
import type { Checked } from './frames.ts'
import { sameDecoding } from './jt808-decoding.ts'
import { sameFact } from './jt808-fact.ts'

const row = z.object({ source: z.string(), kind: z.string(), hex: z.string(), expect: z.string() })

/**
 * Reads every frame of `messages.csv` and compares it with what two other projects say it means: a whole decoding, or one
 * fact of it. A frame whose checksum is wrong is refused here, whatever they made of it.
 */
export function checkJt808(folder: string): Checked[] {
  const rows = z.array(row).parse(parse(readFileSync(join(folder, 'messages.csv')), { columns: true }))
  return rows.map(({ source, kind, hex, expect }, index) => {
    const label = `${index + 1} ${source} ${hex.slice(2, 6)}`
    const opened = openHex(hex)
    if (typeof opened === 'string') return { label, reproduced: false, why: opened }
    const why =
      kind === 'UnitRecord' ? sameDecoding(opened.frame, opened.read, expect) : sameFact(kind, expect, opened.read)
    return why === undefined ? { label, reproduced: true } : { label, reproduced: false, why }
  })
}

function openHex(hex: string): { frame: Frame; read: Read } | string {
  const opener = new FrameOpener()
  const [opened, ...more] = [...opener.push(Buffer.from(hex, 'hex')), ...opener.end()]
  if (!opened || more.length > 0) return 'not one frame between 7E marks'
  if (opened.kind === 'refused') return `refused: ${opened.fault.reason}, ${opened.fault.message}`
  const { frame } = opened
  try {
    return { frame, read: readBody(frame.header, frame.body) }
  } catch (error) {
    if (error instanceof Malformed) return `refused: ${error.reason}, ${error.message}`
    throw error
  }
}
