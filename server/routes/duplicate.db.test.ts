import assert from 'node:assert/strict'
import sharp from 'sharp'
import { scenePhoto } from '#kernel/files/sample-scene.ts'
import { tellPhotos } from '../testing/photos.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown } from '../testing/town.ts'

const manhole = { edition: '2026', kind: 'component', code: '01003' } as const

const metresEast = (metres: number) => ({ ...inTown, lon: inTown.lon + metres / 95_400 })

type Given = { description?: string; metres?: number; category?: object | null; files?: string[]; source?: string }

async function opened(s: Story, { description = '雨水井盖缺角', metres = 0, source = 'hotline', ...given }: Given) {
  const body = { source, description, category: manhole, place: { point: metresEast(metres) }, ...given }
  const { caseId, number } = await must(s.post('shouli', '/api/cases', body))
  return { caseId: caseId as string, number: number as string }
}

const asked = (s: Story, who: 'shouli' | 'xiaolin', more: Record<string, string> = {}) => {
  const query = new URLSearchParams({
    lon: String(inTown.lon),
    lat: String(inTown.lat),
    text: '雨水井盖缺了一角',
    category: '2026/component/01003',
    ...more,
  })
  return s.get(who, `/api/duplicates?${query}`)
}

async function upload(s: Story, who: 'shouli' | 'luzheng', photo: Buffer): Promise<string> {
  return (await s.post(who, '/api/photos?name=p.jpg', photo)).body.fileId
}

story('shouli is shown what a call may repeat: same category, near, lately, with the reasons', async (s) => {
  const near = await opened(s, { metres: 12 })
  await opened(s, { metres: 70 })
  await opened(s, { metres: 5, description: '路灯不亮', category: { ...manhole, code: '01037' } })
  s.clock.advance(3 * 3_600_000)
  const { rule, items } = await must(asked(s, 'shouli'))
  assert.deepEqual(rule, { radiusMetres: 50, withinHours: 24 }, '50 m and 24 h [S17] where nothing is set')
  assert.deepEqual(
    items.map((item: { number: string }) => item.number),
    [near.number],
  )
  const reasons = items[0].reasons.map((reason: { zh: string }) => reason.zh).join(' · ')
  assert.match(reasons, /^同小类 · 12 m · 3 小时前 · 描述相似 [01]\.\d\d · 在办$/)
})

story('a category of an older edition that means the same is found', async (s) => {
  const old = await opened(s, { category: { edition: '2013', kind: 'component', code: '0103' } })
  const { items } = await must(asked(s, 'shouli'))
  assert.deepEqual(
    items.map((item: { number: string }) => item.number),
    [old.number],
  )
  assert.equal(items[0].sameCategory, true)
})

story(
  'a report without a category is found by its words, and by its picture even under another category',
  async (s) => {
    const scene = await scenePhoto(7)
    const words = await opened(s, { category: null, description: '雨水井盖缺了一个角，危险' })
    const picture = await opened(s, {
      description: '占道经营',
      category: { edition: '2026', kind: 'matter', code: '06013' },
      files: [await upload(s, 'shouli', scene)],
    })
    await opened(s, { category: null, description: '夜间施工噪声' })
    await tellPhotos(s)
    const again = await upload(s, 'shouli', await sharp(scene).resize(300).jpeg({ quality: 60 }).toBuffer())
    const { items } = await must(asked(s, 'shouli', { files: again }))
    assert.deepEqual(
      new Set(items.map((item: { number: string }) => item.number)),
      new Set([words.number, picture.number]),
    )
    const alike = items.find((item: { number: string }) => item.number === picture.number)
    assert.ok(alike.photoLikeness > 0.8)
    assert.ok(alike.reasons.some((reason: { zh: string }) => reason.zh.startsWith('照片相似')))
    const strangers = await must(asked(s, 'xiaolin', { files: again }))
    assert.equal(
      strangers.items.some((item: { photoLikeness: number | null }) => item.photoLikeness !== null),
      false,
      'nobody looks by another’s upload',
    )
  },
)

story('xiaolin learns that a case is near which is not his, and nothing else of it', async (s) => {
  await opened(s, { metres: 10, description: '雨水井盖缺角，电话 13800001234' })
  const { items } = await must(asked(s, 'xiaolin'))
  assert.equal(items.length, 1)
  const { caseId, number, description, placeText, photos, metres } = items[0]
  assert.deepEqual([caseId, number, description, placeText, photos, Math.round(metres)], [null, null, '', '', [], 10])
})

story('a district sets its own distance for a category; the old value is kept and the rest stays', async (s) => {
  const far = await opened(s, { metres: 90 })
  const body = { category: '2013/component/0103', radiusMetres: 120, withinHours: 48, basis: '井盖登记点位误差大' }
  const { items: rules } = await must(s.post('ducha', '/api/duplicate-rules', body))
  assert.equal(rules[0].category, '2026/component/01003', 'kept under the edition in force')
  const { rule, items } = await must(asked(s, 'shouli'))
  assert.deepEqual([rule.radiusMetres, items[0].number], [120, far.number])
  s.clock.advance(60_000)
  await must(s.post('ducha', '/api/duplicate-rules', { ...body, radiusMetres: 30 }))
  assert.equal((await must(asked(s, 'shouli'))).items.length, 0)
  assert.equal((await must(s.get('shouli', '/api/duplicate-rules'))).items.length, 1)
  assert.equal((await s.post('shouli', '/api/duplicate-rules', body)).body.code, 'not_permitted')
  const kept = await s.tx.client.query('select radius_metres from "analyse".duplicate_rule order by valid_from')
  assert.deepEqual(
    kept.rows.map((row) => row.radius_metres),
    [120, 30],
  )
})

story('two cases of one problem find each other, an old one while it is open; merged ones are gone', async (s) => {
  const at = await filed(s)
  const caseId = at.split('/').at(-1) ?? ''
  s.clock.advance(5 * 86_400_000)
  const later = await opened(s, { description: '井盖缺角' })
  const seen = async () => (await must(s.get('shouli', `/api/cases/${later.caseId}/duplicates`))).items
  assert.deepEqual(
    (await seen()).map((item: { caseId: string }) => item.caseId),
    [caseId],
  )
  assert.equal(
    (await must(s.get('shouli', `${at}/duplicates`))).items.length,
    0,
    'what came days later is no repetition of it',
  )
  assert.equal((await s.get('luzheng', `/api/cases/${later.caseId}/duplicates`)).body.code, 'case_not_found')
  await must(s.post('shouli', `/api/cases/${later.caseId}/merge`, { into: caseId, reason: '同一处' }))
  assert.equal((await must(s.get('shouli', `${at}/duplicates`))).items.length, 0)
})

story('a case without a point, and a point that cannot be, are answered and do not fail', async (s) => {
  const body = { source: 'hotline', description: '井盖坏了', place: { text: '说不清' } }
  const { caseId } = await must(s.post('shouli', '/api/cases', body))
  assert.deepEqual((await must(s.get('shouli', `/api/cases/${caseId}/duplicates`))).items, [])
  assert.equal((await asked(s, 'shouli', { lon: '31.2', lat: '107.5' })).body.code, 'point_swapped')
  assert.equal((await asked(s, 'shouli', { category: 'what' })).body.code, 'bad_input')
  assert.equal((await asked(s, 'shouli', { files: 'x' })).body.code, 'bad_input')
})
