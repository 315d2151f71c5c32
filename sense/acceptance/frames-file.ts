import type { Examiner } from './examiner.ts'

const hexLine = /^(?:[0-9a-fA-F]{2}[\s:-]?)+$/

/**
 * Gives the frames of a file to an examiner: lines of hexadecimal, of text (HJ 212, JSON), or the bytes of a stream as they
 * were recorded. Of a table the cell that is a frame is taken.
 */
export function examineFile(examiner: Examiner, protocol: string, bytes: Uint8Array): void {
  const text = Buffer.from(bytes).toString('utf8')
  const isText = !text.includes('\u0000') && !text.includes('\u{fffd}')
  if (!isText) examiner.take(bytes, null)
  else for (const line of text.split(/\r?\n/)) takeLine(examiner, protocol, line.trim())
  examiner.end()
}

function takeLine(examiner: Examiner, protocol: string, line: string): void {
  if (line === '') return
  if (protocol === 'hj212') {
    const start = line.indexOf('##')
    if (start >= 0) examiner.take(Buffer.from(`${line.slice(start).replace(/"$/, '')}\r\n`), null)
    return
  }
  if (protocol === 'mqtt' || protocol === 'coap') return void examiner.take(Buffer.from(line), null)
  const cell = line.split(/[,;\t]/).find((one) => one.length >= 20 && hexLine.test(one.trim()))
  if (cell) examiner.take(Buffer.from(cell.replace(/[^0-9a-fA-F]/g, ''), 'hex'), null)
}
