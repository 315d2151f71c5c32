import { controls, type Frame, frameOf } from './frame.ts'
import { codes, digitsOf } from './message.ts'

/** Whether a message wants an answer: keeping the line does not, and of a message in parts only the last one does [K]. */
export const wantsReply = ({ code, ending }: Pick<Frame, 'code' | 'ending'>): boolean =>
  code !== codes.keepAlive && ending === controls.etx

/**
 * The answer to a report: the same function, from the centre to the station, with the serial that it answers and the time,
 * which stations set their clocks by. It ends the talk, so that a station on a battery may sleep.
 */
export function replyTo(frame: Frame, serial: number, now: Date): Buffer {
  const text = Buffer.alloc(8)
  text.writeUInt16BE(serial & 0xffff)
  text.write(digitsOf(now), 2, 'hex')
  const { centre, station, password, code } = frame
  return frameOf({ centre, station, password, code, isDown: true, text, ending: controls.eot })
}
