import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { dbTest, testPool } from '#kernel/testing/db.ts'
import { fakeClock } from '../clock.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../id.ts'
import { acceptAttachment, acceptPhoto, type FileDeps, tidyName } from './accept.ts'
import { digestOf } from './file-store.ts'
import { attachFiles, fileFor, openFile, sealedFor } from './files.ts'
import { openImages } from './images.ts'
import { openLocalStore } from './local-store.ts'
import { noisyPhoto, phonePhoto } from './sample-photo.ts'
import { sweepOrphans } from './sweep.ts'

const root = mkdtempSync(join(tmpdir(), 'yiwang-files-db-'))
after(() => rmSync(root, { recursive: true, force: true }))

const clock = fakeClock('2026-11-22T02:00:00Z')
const deps: FileDeps = { store: await openLocalStore(root), images: openImages(), clock, uploadMaxMb: 20 }
const from = (bytes: Uint8Array, districtId = 'dachuan') => ({
  districtId,
  bytes,
  name: 'IMG_0001.jpg',
  uploadedBy: 'lin',
  purpose: 'case-photo',
})
const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code

dbTest(
  'lin uploads a photo: the original stays byte for byte, the small ones are there, the place is sealed',
  async (tx) => {
    const bytes = await phonePhoto({ width: 2000, height: 1500 })
    const file = await acceptPhoto(deps, tx, from(bytes))
    assert.deepEqual(await fileFor(tx, file), file)
    assert.deepEqual(
      [file.kind, file.mediaType, file.width, file.height, file.bytes, file.attachedAt],
      ['photo', 'image/jpeg', 1500, 2000, bytes.length, null],
    )
    assert.equal(JSON.stringify(file).includes('107.5'), false)
    assert.deepEqual(await sealedFor(tx, file), {
      takenAt: new Date('2026-11-20T01:30:15Z'),
      place: { frame: 'WGS84', lon: 107.5, lat: 31.2085 },
      facing: null,
    })
    const original = await openFile(deps.store, tx, { ...file, variant: 'original' })
    assert.deepEqual(await buffer(original.stream), bytes)
    for (const variant of ['thumb', 'screen'] as const) {
      const small = await openFile(deps.store, tx, { ...file, variant })
      assert.equal(small.mediaType, 'image/webp')
      assert.equal(digestOf(await buffer(small.stream)).sha256, small.sha256)
    }
  },
)

dbTest('a stranger’s district does not see the file', async (tx) => {
  const file = await acceptPhoto(deps, tx, from(await noisyPhoto('png')))
  await assert.rejects(fileFor(tx, { districtId: 'tongchuan', fileId: file.fileId }), refused('file_not_found'))
  await assert.rejects(sealedFor(tx, { districtId: 'tongchuan', fileId: file.fileId }), refused('file_not_found'))
})

dbTest('tang cannot attach what lin uploaded, lin can, and an unknown file attaches to nothing', async (tx) => {
  const file = await acceptPhoto(deps, tx, from(await noisyPhoto('png')))
  const attach = (by: string, ...fileIds: string[]) =>
    attachFiles(tx, { districtId: 'dachuan', fileIds, by, at: clock.now() })
  await assert.rejects(attach('tang', file.fileId), refused('file_not_found'))
  await assert.rejects(attach('lin', file.fileId, newId()), refused('file_not_found'))
  await attach('lin', file.fileId)
  assert.deepEqual((await fileFor(tx, file)).attachedAt, clock.now())
})

dbTest('bytes that differ from the digest taken at capture are refused', async (tx) => {
  const bytes = await noisyPhoto('jpeg')
  const taken = digestOf(bytes).sha256
  const upload = { ...from(bytes), sha256AtCapture: taken.replace(/^./, taken.startsWith('0') ? '1' : '0') }
  await assert.rejects(acceptPhoto(deps, tx, upload), refused('file_digest_mismatch'))
  await acceptPhoto(deps, tx, { ...upload, sha256AtCapture: taken })
})

dbTest('what exceeds the limit is refused before it is looked at', async (tx) => {
  const strict = { ...deps, uploadMaxMb: 1 }
  await assert.rejects(acceptPhoto(strict, tx, from(Buffer.alloc(1_048_577))), refused('photo_too_large'))
  await assert.rejects(acceptAttachment(strict, tx, from(Buffer.alloc(1_048_577))), refused('file_too_large'))
})

dbTest('a workbook is kept as an attachment with its original only', async (tx) => {
  const bytes = zipSync({ '[Content_Types].xml': strToU8('x'), 'xl/workbook.xml': strToU8('y') })
  const file = await acceptAttachment(deps, tx, { ...from(bytes), name: '台账.xlsx' })
  assert.deepEqual([file.kind, file.originalName, file.width], ['attachment', '台账.xlsx', null])
  await assert.rejects(openFile(deps.store, tx, { ...file, variant: 'thumb' }), refused('file_not_found'))
})

test('names keep their ending and lose folders, control characters and marks that turn text around', () => {
  const names: [given: string, kept: string][] = [
    ['C:\\fakepath\\现场.jpg', '现场.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['a\u202Egpj.exe', 'agpj.exe'],
    ['\u0000', '未命名'],
    [`${'长'.repeat(300)}.jpeg`, `${'长'.repeat(195)}.jpeg`],
  ]
  for (const [given, kept] of names) assert.equal(tidyName(given), kept)
  assert.ok(tidyName('😀'.repeat(150)).isWellFormed())
})

test('the sweep takes what nobody attached for a day, keeps what is attached or shared, and a dry run takes nothing', async () => {
  const pool = await testPool()
  const districtId = `sweep-${newId()}`
  // Long ago, so that the sweep of this test finds nothing of others who use the same database.
  const then = new Date('2001-01-01T00:00:00Z')
  const past = { ...deps, clock: fakeClock(then) }
  const accept = async (bytes: Uint8Array) =>
    pool.transaction((tx) => acceptPhoto({ ...past, store }, tx, from(bytes, districtId)))
  const store = await openLocalStore(join(root, districtId))
  const shared = await noisyPhoto('jpeg', 50, 50)
  const [orphan, attached] = [await accept(await noisyPhoto('jpeg', 60, 60)), await accept(shared)]
  const twin = await accept(shared)
  await pool.transaction((tx) => attachFiles(tx, { districtId, fileIds: [attached.fileId], at: clock.now() }))
  await store.put(Buffer.from('no row was ever committed for this'), { mediaType: 'text/plain' })
  await assert.rejects(
    pool.transaction(async (tx) => {
      await acceptPhoto({ ...past, store }, tx, from(await noisyPhoto('jpeg', 70, 70), districtId))
      throw new Error('the command failed')
    }),
  )
  const longAgo = new Date('2000-12-31T00:00:00Z')
  for await (const { sha256 } of store.list(new Date(Date.now() + 1000)))
    await utimes(
      join(root, districtId, 'files/sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256),
      longAgo,
      longAgo,
    )
  const now = new Date(then.getTime() + 25 * 3_600_000)
  try {
    const dry = await sweepOrphans({ pool, store, now }, { dryRun: true })
    assert.deepEqual([dry.uploads, dry.contents, await store.has(orphan.sha256)], [2, 3, true])
    const real = await sweepOrphans({ pool, store, now })
    assert.deepEqual([real.uploads, real.kept, real.contents], [2, 0, 5])
    assert.equal(await store.has(orphan.sha256), false)
    await assert.rejects(fileFor(pool, twin), refused('file_not_found'))
    const still = await openFile(store, pool, { ...attached, variant: 'original' })
    assert.deepEqual(await buffer(still.stream), shared)
    assert.deepEqual((await sweepOrphans({ pool, store, now })).contents, 0)
  } finally {
    await pool.run(sql`delete from kernel.file where district_id = ${districtId}`)
  }
})

test('content that is being uploaded again while the sweep looks at it is not taken away', async () => {
  const pool = await testPool()
  const districtId = `race-${newId()}`
  const store = await openLocalStore(join(root, districtId))
  const bytes = await noisyPhoto('jpeg', 40, 40)
  const { sha256 } = digestOf(bytes)
  await store.put(bytes, { mediaType: 'image/jpeg' })
  const place = join(root, districtId, 'files/sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  let sweeping: Promise<unknown> = Promise.resolve()
  try {
    const file = await pool.transaction(async (tx) => {
      const accepted = await acceptPhoto({ ...deps, store }, tx, from(bytes, districtId))
      await utimes(place, new Date(0), new Date(0))
      sweeping = sweepOrphans({ pool, store, now: new Date('2001-01-01T00:00:00Z') })
      await new Promise((resolve) => setTimeout(resolve, 150))
      return accepted
    })
    await sweeping
    assert.deepEqual(await buffer((await openFile(store, pool, { ...file, variant: 'original' })).stream), bytes)
  } finally {
    await pool.run(sql`delete from kernel.file where district_id = ${districtId}`)
  }
})
