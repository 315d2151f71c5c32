import assert from 'node:assert/strict'
import { story } from '../testing/story.ts'
import { upkeepTown } from '../testing/upkeep.ts'

const everywhere = 'west=107&south=31&east=108&north=32'

story(
  'the things of an industry lie on the map by the worst that holds of each, in the look it declares',
  async (s) => {
    const t = await upkeepTown(s, 3)
    const [broken, worked] = t.codes
    await s.post('xitong', `/api/components/${broken}/state`, { state: 'damaged', reason: '巡查发现' })
    for (const code of [broken, worked]) {
      const order = { industryId: t.industry.id, jobId: t.job.id, codes: [code], words: '' }
      assert.equal((await s.post('diaodu', '/api/work-orders', order)).status, 200)
    }
    const { layers, items, isCut } = (await s.get('ducha', `/api/map/industries?${everywhere}`)).body
    assert.deepEqual(
      items.map(({ code, state }: { code: string; state: string }) => [code, state]),
      [
        [broken, 'broken'],
        [worked, 'work'],
      ],
    )
    assert.deepEqual([layers.length, layers[0].counts.broken, layers[0].looks.alarm.tone, isCut], [1, 1, 'red', false])
    assert.equal((await s.get('ducha', '/api/map/industries?west=107&south=31&east=108')).status, 400)
    assert.equal((await s.get('xiaolin', `/api/map/industries?${everywhere}`)).status, 403)
  },
)

story(
  'a month of an industry’s indicators is printed, and exported as tables; a month that is over keeps no standing numbers',
  async (s) => {
    const t = await upkeepTown(s, 1)
    const at = `/api/indicator-board/${t.industry.id}/report`
    const printed = await s.app.inject({ url: `${at}?period=2026-03`, headers: { 'x-cast': 'lingdao' } })
    assert.match(printed.rawPayload.subarray(0, 5).toString(), /%PDF-/)
    const rowsOf = async (period: string) =>
      String((await s.get('lingdao', `${at}?period=${period}&format=csv`)).body)
        .trim()
        .split('\r\n').length - 1
    const { indicators } = t.industry.supervise
    assert.equal(await rowsOf('2026-03'), indicators.length)
    assert.equal(await rowsOf('2026-02'), indicators.filter(({ asItStands }) => !asItStands).length)
    assert.equal((await s.get('lingdao', `${at}?period=2026-13`)).status, 400)
    const none = await s.get('lingdao', '/api/indicator-board/nothing/report?period=2026-03')
    assert.equal(none.body.code, 'industry_unknown')
  },
)

story('labels of a kind come by files, each beginning where the one before ended', async (s) => {
  const t = await upkeepTown(s, 3)
  const kind = t.kind.components[0]
  const { items } = (await s.get('banzhang', `/api/component-labels/batches?kind=${kind}`)).body
  assert.deepEqual(items, [{ number: 1, first: t.codes[0], last: t.codes[2], count: 3, after: null }])
  assert.equal((await s.get('ducha', `/api/component-labels/batches?kind=${kind}`)).status, 403)
})
