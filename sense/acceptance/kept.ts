import { refusal } from '../gateway/counts.ts'
import type { Examiner } from './examiner.ts'
import type { Ended, Heard } from './store.ts'

// Which check a refusal of the gateway belongs to; what is refused is not kept.
const checkOf: Readonly<Record<string, string>> = {
  checksum: 'checksum',
  escape: 'escape',
  length: 'length',
  short: 'frame',
  rest: 'frame',
  value: 'frame',
  digit: 'frame',
  'not authenticated': 'authentication',
  'wrong code': 'authentication',
}

/** What the platform has of a device: the frames of a stretch of time, how instructions ended, what was refused so far. */
export type Kept = {
  frames: readonly Heard[]
  instructions: readonly Ended[]
  deviations: Readonly<Record<string, number>>
}

/** Lets an examiner look at what was kept of a device. */
export function examineKept(examiner: Examiner, { frames, instructions, deviations }: Kept): void {
  for (const { receivedAt, bytes } of frames) examiner.takeKept(bytes, receivedAt)
  for (const [reason, check] of Object.entries(checkOf)) {
    const count = deviations[refusal(reason)] ?? 0
    const words = { zh: `登记以来拒收 ${count} 次`, en: `refused ${count} times since it was registered` }
    if (count > 0) examiner.book.note(check, { at: null, hex: '', ...words })
  }
  const ends = { failed: { zh: '答复失败', en: 'failed' }, expired: { zh: '没有应答', en: 'was not answered' } }
  for (const { kind, state, endedAt } of instructions) {
    if (state === 'done') examiner.book.note('query')
    else
      examiner.book.note('query', {
        at: endedAt,
        hex: '',
        zh: `${kind}：${ends[state].zh}`,
        en: `${kind} ${ends[state].en}`,
      })
  }
  examiner.end()
}
