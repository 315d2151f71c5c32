import assert from 'node:assert/strict'
import { strToU8, zipSync } from 'fflate'
import { claimedPng } from '#kernel/files/sample-photo.ts'
import { must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const imports = (query: Record<string, string>) => new URLSearchParams(query).toString()

/** What stands in the district; nothing refused may change it. */
async function inventory({ tx }: Story): Promise<Record<string, number>> {
  const { rows } = await tx.client.query(
    `
    select (select count(*) from city.cell where district_id = $1)::int as cells,
           (select count(*) from city.component where district_id = $1)::int as components,
           (select count(*) from city.standard_version where district_id = $1)::int as versions,
           (select count(*) from city.case where district_id = $1)::int as cases,
           (select count(*) from kernel.file where district_id = $1)::int as files`,
    [town.districtId],
  )
  return rows[0]
}

/** Tells a story that must end as it began. */
const changesNothing = (sentence: string, tell: (s: Story) => Promise<void>) =>
  story(sentence, async (s) => {
    const before = await inventory(s)
    await tell(s)
    assert.deepEqual(await inventory(s), before)
  })

changesNothing(
  'a text is not a photo, a picture of 30 000 × 30 000 is not opened, and 21 MB are too much',
  async ({ post, app }) => {
    const text = await post('luzheng', '/api/photos', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
    assert.equal(text.body.code, 'photo_not_image')
    const flood = await post('luzheng', '/api/photos', Buffer.from(claimedPng(30_000, 30_000)))
    assert.equal(flood.body.code, 'photo_too_many_pixels')
    assert.match(flood.body.title, /像素/)
    const big = await post('luzheng', '/api/photos', Buffer.alloc(20 * 1024 * 1024 + 1, 0xff))
    assert.equal(big.body.code, 'photo_too_large')
    const huge = await app.inject({
      method: 'POST',
      url: '/api/photos',
      headers: { 'x-cast': 'luzheng', 'content-type': 'image/jpeg', 'idempotency-key': 'too-large-to-read' },
      payload: Buffer.alloc(22 * 1024 * 1024),
    })
    assert.deepEqual([huge.statusCode, huge.json().code], [413, 'body_too_large'])
  },
)

changesNothing('a workbook that is a bomb, or no workbook at all, is refused in words', async ({ post }) => {
  const query = imports({ fileName: 'standard.xlsx', edition: '2013', name: '试导入', mode: 'all' })
  const bomb = zipSync(
    { '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': new Uint8Array(80 * 1024 * 1024) },
    { level: 9 },
  )
  const refused = await post('xitong', `/api/imports/conditions?${query}`, Buffer.from(bomb))
  assert.equal(refused.body.code, 'workbook_bomb')
  const none = await post('xitong', `/api/imports/conditions?${query}`, Buffer.from('not a zip'))
  assert.equal(none.body.code, 'workbook_not_xlsx')
})

const heading = '管理部件标识码,管理部件名称,主管部门名称,管理部件状态,初始日期,经度,纬度'
const lamp = (n: number, name: string) => `5133990103700000${n},${name},路灯所,完好,20260105,107.500${n},31.2005`

/** The heading and one lamp, in GBK. */
const gbk = Buffer.from(
  'b9dcc0edb2bfbcfeb1eacab6c2eb2cb9dcc0edb2bfbcfec3fbb3c62cd6f7b9dcb2bfc3c5c3fbb3c62cb9dcc0edb2bfbcfed7b4ccac2cb3f5cabcc8d5c6da2cbeadb6c82cceb3b6c80a35313333393930313033373030303030312cc2b7b5c62cc2b7b5c6cbf92ccdeabac32c32303236303130352c3130372e353030352c33312e323030350a',
  'hex',
)

changesNothing('a CSV in GBK is recognised on a dry run; broken UTF-8 is refused by its row', async ({ post }) => {
  const query = imports({ format: 'csv', frame: 'CGCS2000', commit: 'false' })
  const report = await must(post('xitong', `/api/imports/components?${query}`, gbk))
  assert.deepEqual([report.total, report.accepted, report.committed], [1, 1, false], JSON.stringify(report))
  const [before, after] = lamp(2, '坏|').split('|')
  const broken = Buffer.concat([
    Buffer.from(`${heading}\n${lamp(1, '路灯')}\n${before}`),
    Buffer.of(0xff, 0xfe),
    Buffer.from(`${after}\n`),
  ])
  const mixed = await must(post('xitong', `/api/imports/components?${query}`, broken))
  const refused = mixed.findings.filter((finding: { severity: string }) => finding.severity === 'refused')
  assert.deepEqual(
    refused.map((finding: { row: number }) => finding.row),
    [2],
    JSON.stringify(mixed.findings),
  )
})

const square = (west: number) => [
  [
    [west, 31.2],
    [west + 0.001, 31.2],
    [west + 0.001, 31.201],
    [west, 31.201],
    [west, 31.2],
  ],
]
const cells = (...features: { code: string; west: number }[]) =>
  Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: features.map(({ code, west }) => ({
        type: 'Feature',
        properties: { code },
        geometry: { type: 'Polygon', coordinates: square(west) },
      })),
    }),
  )

changesNothing(
  'cells that overlap, and cells without a frame, are refused row by row even when told to commit',
  async ({ post }) => {
    const bytes = cells({ code: '513399001001003', west: 107.502 }, { code: '513399001001004', west: 107.5025 })
    const overlap = await must(
      post('xitong', `/api/imports/cells?${imports({ frame: 'CGCS2000', day: '2026-03-02', commit: 'true' })}`, bytes),
    )
    assert.equal(overlap.committed, false)
    assert.ok(overlap.refused > 0)
    const bare = await must(
      post('xitong', `/api/imports/cells?${imports({ day: '2026-03-02', commit: 'true' })}`, bytes),
    )
    assert.equal(bare.committed, false)
    assert.ok(bare.findings.length > 0)
  },
)

changesNothing('unknown fields, wrong types and zero characters name their field and are refused', async ({ post }) => {
  const extra = await post('shouli', '/api/cases', { source: 'hotline', description: '井盖', stage: 'closed' })
  assert.equal(extra.body.code, 'bad_input')
  const list = await post('shouli', '/api/cases', { source: ['hotline'], description: '井盖' })
  assert.equal(list.body.field, 'body.source')
  const zero = await post('shouli', '/api/cases', { source: 'hotline', description: '井盖\u0000坏了' })
  assert.equal(zero.status, 400)
  const point = await post('shouli', '/api/cases', {
    source: 'hotline',
    description: '井盖',
    place: { point: { frame: 'CGCS2000', lon: 31.2, lat: 107.5 }, text: '' },
  })
  assert.equal(point.status >= 400 && point.status < 500, true)
})
