import type { Examiner } from './examiner.ts'

const hexLine = /^(?:[0-9a-fA-F]{2}[\s:-]?)+$/

/**
 * The frames of a file: lines of hexadecimal, of text (HJ 212, JSON), or the bytes of a stream as they were recorded, which are
 * one piece. Of a table the cell that is a frame is taken.
 */
export function framesIn(protocol: string, bytes: Uint8Array): Buffer[] {
  const text = Buffer.from(bytes).toString('utf8')
  const isText = !text.includes('\u0000') && !text.includes('\u{fffd}')
  if (!isText) return [Buffer.from(bytes)]
  return text.split(/\r?\n/).flatMap((line) => frameIn(protocol, line.trim()) ?? [])
}

/** Gives the frames of a file to an examiner. */
export function examineFile(examiner: Examiner, protocol: string, bytes: Uint8Array): void {
  for (const frame of framesIn(protocol, bytes)) examiner.take(frame, null)
  examiner.end()
}

function frameIn(protocol: string, line: string): Buffer | undefined {
  if (line === '') return undefined
  if (protocol === 'hj212') {
    const start = line.indexOf('##')
    return start < 0 ? undefined : Buffer.from(`${line.slice(start).replace(/"$/, '')}\r\n`)
  }
  if (protocol === 'mqtt' || protocol === 'coap') return Buffer.from(line)
  const cell = line.split(/[,;\t]/).find((one) => one.length >= 20 && hexLine.test(one.trim()))
  return cell === undefined ? undefined : Buffer.from(cell.replace(/[^0-9a-fA-F]/g, ''), 'hex')
}
