import assert from 'node:assert/strict'
import { test } from 'node:test'
import { silentLog } from '../log.ts'
import { DistrictsFailed, eachTried } from './each-tried.ts'

const districts = ['east', 'north', 'west'].map((districtId) => ({ districtId }))

test('a district that fails is logged by code, the others are served, and at the end it is thrown', async () => {
  const lines: object[] = []
  const log = { ...silentLog, error: (line: object) => void lines.push(line) }
  const served: string[] = []
  const work = eachTried(districts, log, 'sample-week', async ({ districtId }) => {
    if (districtId !== 'west') throw new Error(`${districtId} has no calendar`)
    served.push(districtId)
  })
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof DistrictsFailed)
    assert.deepEqual(error.districtIds, ['east', 'north'])
    assert.equal(error.message, 'sample-week failed in 2 of 3 districts: east, north')
    assert.equal((error.cause as Error).message, 'east has no calendar')
    return true
  })
  assert.deepEqual(served, ['west'])
  assert.deepEqual(
    lines.map((line) => ({ ...line, err: undefined })),
    ['east', 'north'].map((districtId) => ({
      code: 'district_failed',
      work: 'sample-week',
      districtId,
      err: undefined,
    })),
  )
})

test('where every district is served nothing is thrown', async () => {
  await eachTried(districts, silentLog, 'sample-week', async () => undefined)
})
