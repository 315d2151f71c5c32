import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Config } from '#kernel/config.ts'
import { digestOf, drawOne } from '#supervise/sample/draw.ts'
import { drawCommand } from './draw.ts'

const seed = 'c0ffee'.padEnd(64, '0')
const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`
const candidates = [id(1), id(2), id(3), id(4)]

const drawn = (seq: number) => {
  const subject = id(9)
  const { rank, chosen } = drawOne(seed, { subject, seq }, candidates)
  return { purpose: 'verify', subject, seq, pool: 'all', candidates, rank, chosen }
}
const named = { ...drawn(8), pool: 'named', rank: null, chosen: id(2) }
const day = {
  day: '2026-03-02',
  digest: digestOf(seed),
  madeAt: '2026-03-01T12:00:00Z',
  isCommittedBefore: true,
  seed,
  open: 0,
  draws: [drawn(3), drawn(5), named],
}

async function check(content: object): Promise<{ code: number; lines: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-draw-'))
  const file = join(folder, 'day.json')
  const lines: string[] = []
  const io = { isTerminal: false, line: (text: string) => void lines.push(text), write: () => undefined }
  try {
    writeFileSync(file, JSON.stringify(content))
    return { code: await drawCommand.run(['check', file], { config: {} as Config, io }), lines }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('an outsider with nothing but the published file draws the same again', async () => {
  const { code, lines } = await check(day)
  assert.deepEqual([code, lines.at(-1)], [0, 'reproduced 2 of 2'])
  assert.match(lines[0] ?? '', /named 1/)
})

test('a person slipped in, or a seed swapped afterwards, is found', async () => {
  const other = candidates.find((each) => each !== drawn(3).chosen)
  const slipped = await check({ ...day, draws: [{ ...drawn(3), chosen: other }, drawn(5)] })
  assert.deepEqual([slipped.code, slipped.lines.at(-1)], [1, 'reproduced 1 of 2'])
  const swapped = await check({ ...day, seed: 'ee'.repeat(32) })
  assert.equal(swapped.code, 1)
  assert.match(swapped.lines.join('\n'), /digest/)
})
