import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { VectorTile } from '@mapbox/vector-tile'
import { gunzipSync } from 'fflate'
import { PbfReader } from 'pbf'
import { PMTiles } from 'pmtiles'
import { buildBaseTiles, type TileLayer } from './base-tiles.ts'
import { openTiles, readArchive } from './open-tiles.ts'
import { writeArchive } from './pmtiles-write.ts'

const street: TileLayer = {
  name: 'roads',
  features: [
    {
      geometry: {
        type: 'LineString',
        coordinates: [
          [107.49, 31.2],
          [107.5, 31.201],
          [107.51, 31.2],
        ],
      },
      properties: { class: 'trunk', name: '绥定大道' },
    },
    {
      geometry: {
        type: 'LineString',
        coordinates: [
          [107.5, 31.19],
          [107.5, 31.21],
        ],
      },
      properties: { class: 'lane' },
      minZoom: 14,
    },
    {
      geometry: {
        type: 'LineString',
        coordinates: [
          [107, 31],
          [108, 31.5],
        ],
      },
      properties: { class: 'far' },
      maxZoom: 10,
    },
  ],
}
const pond: TileLayer = {
  name: 'water',
  features: [
    {
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [107.501, 31.2],
            [107.504, 31.2],
            [107.504, 31.203],
            [107.501, 31.2],
          ],
        ],
      },
      properties: { class: 'lake' },
    },
  ],
}
const points: TileLayer = {
  name: 'pois',
  features: [{ geometry: { type: 'Point', coordinates: [107.5, 31.2] }, properties: { name: '州河广场', rank: 3 } }],
}
const build = () => buildBaseTiles([street, pond, points], { minZoom: 9, maxZoom: 16, attribution: '演示' })
const archive = build()

const tileOf = (lon: number, lat: number, z: number) => {
  const sin = Math.sin((lat * Math.PI) / 180)
  const side = 2 ** z
  return {
    x: Math.floor(((lon + 180) / 360) * side),
    y: Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * side),
  }
}
const decode = (bytes: Uint8Array) => new VectorTile(new PbfReader(gunzipSync(bytes)))

test('the same layers give the same bytes', () => {
  assert.deepEqual(build(), archive)
})

test('a tile carries names in Chinese and numbers as numbers', () => {
  const { x, y } = tileOf(107.5, 31.2, 15)
  const tile = decode(readArchive(archive).getTile(15, x, y)!)
  assert.equal(tile.layers.pois!.feature(0).properties.name, '州河广场')
  assert.equal(tile.layers.pois!.feature(0).properties.rank, 3)
  assert.equal(tile.layers.roads!.length, 2)
})

test('a feature appears only between its own zooms', () => {
  const classesAt = (z: number) => {
    const { x, y } = tileOf(107.5, 31.2, z)
    const layer = decode(readArchive(archive).getTile(z, x, y)!).layers.roads!
    return Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties.class).sort()
  }
  assert.deepEqual(classesAt(9), ['far', 'trunk'])
  assert.deepEqual(classesAt(12), ['trunk'])
  assert.deepEqual(classesAt(14), ['lane', 'trunk'])
})

test('the official reader finds the same tiles, header and metadata', async () => {
  const official = new PMTiles({
    getKey: () => 'memory',
    getBytes: async (offset: number, length: number) => ({
      data: archive.slice(offset, offset + length).buffer as ArrayBuffer,
    }),
  })
  const header = await official.getHeader()
  assert.deepEqual(
    [header.specVersion, header.minZoom, header.maxZoom, header.tileType, header.clustered],
    [3, 9, 16, 1, true],
  )
  const ours = readArchive(archive)
  for (let z = 9; z <= 16; z++) {
    const { x, y } = tileOf(107.5, 31.2, z)
    const theirs = await official.getZxy(z, x, y)
    assert.deepEqual(new Uint8Array(theirs!.data), gunzipSync(ours.getTile(z, x, y)!))
  }
  const metadata = (await official.getMetadata()) as { vector_layers: { id: string }[] }
  assert.deepEqual(
    metadata.vector_layers.map((l) => l.id),
    ['roads', 'water', 'pois'],
  )
})

test('a tile without anything on it is absent, and so is one beyond the zooms', () => {
  const { getTile } = readArchive(archive)
  assert.equal(getTile(16, 0, 0), undefined)
  assert.equal(getTile(17, 0, 0), undefined)
  assert.equal(getTile(9, -1, 0), undefined)
})

test('large archives use leaf directories and stay readable', () => {
  const random = (i: number) => Uint8Array.from({ length: 6 + ((i * 7919) % 53) }, (_, k) => (i * 31 + k * 17) % 256)
  const tiles = Array.from({ length: 20_000 }, (_, i) => ({
    z: 16,
    x: (i * 37) % 65_536,
    y: (i * 101) % 65_536,
    data: random(i),
  }))
  const bounds = { west: 107, south: 31, east: 108, north: 32 }
  const big = writeArchive(tiles, { minZoom: 16, maxZoom: 16, bounds, metadata: {} })
  assert.ok(new DataView(big.buffer).getBigUint64(48, true) > 0n)
  const { getTile } = readArchive(big)
  for (const i of [0, 1234, 19_999]) assert.deepEqual(getTile(16, tiles[i]!.x, tiles[i]!.y), tiles[i]!.data)
})

test('an archive opened from a file has a version that follows its content', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'tiles-')), 'base.pmtiles')
  writeFileSync(path, archive)
  const opened = openTiles(path)
  assert.match(opened.version, /^[0-9a-f]{16}$/)
  assert.equal(opened.version, readArchive(archive).version)
  assert.equal(opened.metadata.attribution, '演示')
})

test('another format is refused', () => {
  assert.throws(() => readArchive(new Uint8Array(200)), /PMTiles/)
})
