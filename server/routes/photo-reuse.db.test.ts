import assert from 'node:assert/strict'
import sharp from 'sharp'
import { lookAtAll } from '#analyse/photo/background.ts'
import { openLocalStore } from '#kernel/files/local-store.ts'
import { scenePhoto } from '#kernel/files/sample-scene.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { tellPhotos } from '../testing/photos.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, type Name, town } from '../testing/town.ts'

const send = async (s: Story, who: Name, photo: Buffer): Promise<string> =>
  (await must(s.post(who, '/api/photos?name=p.jpg', photo))).fileId

/** A case that luzheng has in hand. */
async function inHand(s: Story, unit: 'roads' | 'sanitation' = 'roads'): Promise<string> {
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: unit }))
  await must(s.post(unit === 'roads' ? 'luzheng' : 'huanwei', `${at}/accept`))
  return at
}

const handle = (s: Story, at: string, who: Name, before: string[], after: string[]) =>
  must(s.post(who, `${at}/handle`, { note: '已修', before, after }))

const reuseOf = async (s: Story, who: Name, at: string) => (await must(s.get(who, `${at}/photo-reuse`))).items

story(
  'luzheng hands in one picture as before and after, shrunk and brighter: banzhang sees both side by side',
  async (s) => {
    const at = await inHand(s)
    const before = await scenePhoto(11)
    const after = await sharp(before).resize(300).modulate({ brightness: 1.2 }).jpeg({ quality: 55 }).toBuffer()
    await handle(s, at, 'luzheng', [await send(s, 'luzheng', before)], [await send(s, 'luzheng', after)])
    await tellPhotos(s)
    await tellPhotos(s)
    const [found, ...more] = await reuseOf(s, 'banzhang', at)
    assert.deepEqual(more, [], 'told twice, found once')
    assert.deepEqual(
      [found.kind, found.likeness, found.here.purpose, found.there.purpose],
      ['within', 'alike', 'after', 'before'],
    )
    assert.equal(found.here.byName, 'luzheng')
    assert.equal((await s.get('luzheng', `${at}/photo-reuse`)).body.code, 'not_permitted')
  },
)

story('honest photos of one place, before and after, raise no finding', async (s) => {
  const at = await inHand(s)
  await handle(
    s,
    at,
    'luzheng',
    [await send(s, 'luzheng', await scenePhoto(21))],
    [await send(s, 'luzheng', await scenePhoto(22))],
  )
  await tellPhotos(s)
  assert.deepEqual(await reuseOf(s, 'banzhang', at), [])
})

story('a picture of an earlier case is found in a later one, cropped, mirrored or byte for byte', async (s) => {
  const scene = await scenePhoto(31)
  const first = await inHand(s)
  await handle(s, first, 'luzheng', [], [await send(s, 'luzheng', scene)])
  const { width, height } = await sharp(scene).metadata()
  const part = (whole: number, share: number) => Math.round(whole * share)
  const edges = {
    ...{ left: part(width, 0.06), top: part(height, 0.06) },
    ...{ width: part(width, 0.88), height: part(height, 0.88) },
  }
  const variants = {
    same_bytes: scene,
    cropped: await sharp(scene).extract(edges).jpeg().toBuffer(),
    mirrored: await sharp(scene).flop().jpeg().toBuffer(),
  }
  for (const [likeness, photo] of Object.entries(variants)) {
    s.clock.advance(3_600_000)
    const at = await inHand(s)
    await handle(s, at, 'luzheng', [], [await send(s, 'luzheng', photo)])
    await tellPhotos(s)
    const [found] = await reuseOf(s, 'banzhang', at)
    assert.deepEqual([found?.kind, found?.likeness], ['across', likeness])
    assert.ok(found.there.number < found.here.number, 'the earlier one is the other')
  }
  assert.equal((await reuseOf(s, 'banzhang', first)).length, 3, 'the first case is warned as well')
})

story('two citizens who send one picture of one thing are no finding, nor are cases that were merged', async (s) => {
  const scene = await scenePhoto(41)
  const open = async () =>
    must(
      s.post('shouli', '/api/cases', {
        source: 'hotline',
        description: '井盖坏了',
        place: { point: inTown },
        files: [await send(s, 'shouli', scene)],
      }),
    )
  const [a, b] = [await open(), await open()]
  await tellPhotos(s)
  assert.deepEqual(await reuseOf(s, 'banzhang', `/api/cases/${b.caseId}`), [])
  await must(s.post('shouli', `/api/cases/${a.caseId}/merge`, { into: b.caseId, reason: '同一处' }))
  await must(
    s.post('shouli', `/api/cases/${b.caseId}/attach`, { files: [await send(s, 'shouli', scene)], purpose: 'before' }),
  )
  await tellPhotos(s)
  assert.deepEqual(await reuseOf(s, 'banzhang', `/api/cases/${b.caseId}`), [])
})

story('ducha confirms or dismisses a finding with a reason and may take it back; nobody else may', async (s) => {
  const at = await inHand(s)
  const photo = await scenePhoto(51)
  await handle(s, at, 'luzheng', [await send(s, 'luzheng', photo)], [await send(s, 'luzheng', photo)])
  await tellPhotos(s)
  const { items } = await must(s.get('ducha', '/api/photo-reuse?state=open'))
  assert.equal(items.length, 1)
  const one = `/api/photo-reuse/${items[0].reuseId}`
  assert.equal(
    (await s.post('banzhang', `${one}/decide`, { state: 'confirmed', reason: '同一张' })).body.code,
    'not_permitted',
  )
  assert.equal((await s.post('ducha', `${one}/decide`, { state: 'confirmed' })).body.field, 'body.reason')
  await must(s.post('ducha', `${one}/decide`, { state: 'confirmed', reason: '前后照片相同' }))
  assert.equal(
    (await s.post('ducha', `${one}/decide`, { state: 'dismissed', reason: '误报' })).body.code,
    'reuse_decided',
  )
  await must(s.post('ducha', `${one}/reopen`))
  assert.equal((await s.post('ducha', `${one}/reopen`)).body.code, 'reuse_undecided')
  await must(s.post('ducha', `${one}/decide`, { state: 'dismissed', reason: '合法的补拍' }))
  const [judged] = (await must(s.get('lingdao', '/api/photo-reuse?state=dismissed'))).items
  assert.deepEqual([judged.decidedBy, judged.reason], ['ducha', '合法的补拍'])
  assert.equal(
    (await s.post('ducha', '/api/photo-reuse/01890000-0000-7000-8000-000000000001/reopen')).body.code,
    'reuse_not_found',
  )
})

story('whoever may not see the other case learns only that there is one', async (s) => {
  const { listReuseOfCase } = await import('#analyse/photo/reuse-store.ts')
  const { loadActor } = await import('#city/organisation/store.ts')
  const photo = await scenePhoto(61)
  const first = await inHand(s, 'sanitation')
  await handle(s, first, 'huanwei', [], [await send(s, 'huanwei', photo)])
  const second = await inHand(s)
  await handle(s, second, 'luzheng', [], [await send(s, 'luzheng', photo)])
  await tellPhotos(s)
  const actor = (await loadActor(s.tx, town.districtId, s.people.luzheng))!
  const [found] = await listReuseOfCase(s.tx, actor, second.split('/').at(-1) ?? '')
  assert.ok(found?.here)
  assert.equal(found.there, null)
  const theirs = (await reuseOf(s, 'banzhang', second))[0].there.fileId
  assert.equal((await s.get('luzheng', `/api/files/${theirs}/thumb`)).status, 404, 'nor is the picture shown')
})

story('photos from before are looked at once by the command, however often it is run', async (s) => {
  const at = await inHand(s)
  const photo = await scenePhoto(71)
  await handle(s, at, 'luzheng', [await send(s, 'luzheng', photo)], [await send(s, 'luzheng', photo)])
  const deps = { pool: rolledBackPool(s.tx), store: await openLocalStore(s.folder), clock: s.clock }
  assert.deepEqual(await lookAtAll(deps, town.districtId), { seen: 2, found: 1 })
  assert.deepEqual(await lookAtAll(deps, town.districtId), { seen: 0, found: 0 })
})

story('a photo whose bytes are lost is noted as unreadable and holds nothing up', async (s) => {
  const at = await inHand(s)
  await handle(s, at, 'luzheng', [], [await send(s, 'luzheng', await scenePhoto(81))])
  const { rmSync } = await import('node:fs')
  rmSync(s.folder, { recursive: true })
  await tellPhotos(s)
  const { rows } = await s.tx.client.query('select state from "analyse".photo_seen')
  assert.deepEqual(
    rows.map((row) => row.state),
    ['unreadable'],
  )
})
