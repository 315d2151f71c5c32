import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '#kernel/config.ts'
import { sharedData } from '#kernel/testing/shared-data.ts'
import { codecCommand } from './codec.ts'

async function check(folder: string): Promise<string[]> {
  const lines: string[] = []
  const io = { isTerminal: false, line: (text: string) => void lines.push(text), write: () => undefined }
  assert.equal(await codecCommand.run(['check', folder], { config: readConfig({}), io }), 0)
  return lines
}

const jt808 = sharedData('proto-jt808')

test('frames of vehicles decode to what two other projects know of them', {
  skip: !jt808 && 'the frames are not here',
}, async () => {
  const lines = await check(jt808 as string)
  assert.equal(lines.at(-1), 'reproduced 199 of 250')
  const refusedChecksums = lines.filter((line) => line.includes('refused: checksum'))
  assert.equal(refusedChecksums.length, 7)
})

const hj212 = sharedData('proto-hj212')

test('every message of environment stations is read, and the four with a wrong checksum are refused', {
  skip: !hj212 && 'the messages are not here',
}, async () => {
  assert.deepEqual(await check(hj212 as string), ['reproduced 4514 of 4514'])
})
