import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { Malformed, readMessage, reportOf, SegmentReader } from '#sense/gateway/hj212/codec.ts'
import type { Checked } from './frames.ts'

const row = z.object({ repo: z.string(), cn: z.string(), crc_ok: z.enum(['True', 'False']), message: z.string() })

/**
 * Reads every message of `messages.csv.gz`. One with a right checksum must be read, with the command that is known of it and
 * nothing of its content left over; one with a wrong checksum must be refused for just that.
 */
export function checkHj212(folder: string): Checked[] {
  const text = gunzipSync(readFileSync(join(folder, 'messages.csv.gz')))
  const rows = z.array(row).parse(parse(text, { columns: true }))
  return rows.map(({ repo, cn, crc_ok: isRight, message }, index) => {
    const why = isRight === 'True' ? misread(message, cn) : notRefused(message)
    return { label: `${index + 1} ${repo} ${cn}`, reproduced: why === undefined, ...(why && { why }) }
  })
}

const opened = (message: string) => {
  const reader = new SegmentReader()
  return [...reader.push(Buffer.from(`${message}\r\n`)), ...reader.end()]
}

function misread(text: string, cn: string): string | undefined {
  const [one, ...more] = opened(text)
  if (!one || more.length > 0) return 'not one message'
  if (one.kind === 'refused') return `refused: ${one.fault.reason}, ${one.fault.message}`
  try {
    const { message } = readMessage(one.segment)
    if (message.cn !== cn) return `command ${message.cn}, ${cn} expected`
    const pairs = reportOf(message).readings.reduce((sum, { values }) => sum + Object.keys(values).length, 0)
    const written = (text.match(/-(?!Flag|EFlag)\w+=[-+\d.]+/g) ?? []).length
    return pairs === written || hasRepeats(text) ? undefined : `${pairs} values read, ${written} written`
  } catch (error) {
    if (error instanceof Malformed) return error.message
    throw error
  }
}

// A name written twice counts once.
function hasRepeats(text: string): boolean {
  const names = text.match(/[\w]+-\w+(?==)/g) ?? []
  return new Set(names).size !== names.length
}

function notRefused(text: string): string | undefined {
  const [one, ...more] = opened(text)
  if (one?.kind === 'refused' && one.fault.reason === 'checksum' && more.length === 0) return undefined
  return 'its checksum is wrong and it was not refused for that'
}
