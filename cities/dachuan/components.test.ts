import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { attributesOf } from '#city/component/attribute-table.ts'
import { attributesSchema } from '#city/component/attributes.ts'
import { COMPONENT_KINDS } from './component-kinds.ts'
import { generateComponents } from './components.ts'
import { generateGeography } from './geography.ts'
import { insideRing } from './ground/plane.ts'

const geography = generateGeography()
const components = [...generateComponents(geography)]

test('there are exactly 100 000 components, as many of each kind as the table says', () => {
  assert.equal(components.length, 100_000)
  const counts = new Map<string, number>()
  for (const c of components) counts.set(c.kind, (counts.get(c.kind) ?? 0) + 1)
  for (const kind of COMPONENT_KINDS) assert.equal(counts.get(kind.code), kind.count, kind.name)
})

test('each component lies inside the cell it names', () => {
  const rings = new Map(geography.cells.map((c) => [c.code, c.polygon.coordinates[0]!]))
  const strayed = components.filter((c) => !insideRing(c.at.lon, c.at.lat, rings.get(c.cell)!))
  assert.deepEqual(strayed.slice(0, 3), [])
})

test('identification codes are 17 digits, unique, and 16 digits where the 2013 edition has the kind', () => {
  assert.equal(new Set(components.map((c) => c.code)).size, components.length)
  for (const c of components) {
    assert.match(c.code, /^511703\d{11}$/)
    if (c.code2013) assert.equal(c.code2013, `511703${c.major}${c.minor.slice(1)}${c.code.slice(11)}`)
  }
  assert.ok(components.some((c) => c.code2013) && components.some((c) => !c.code2013))
})

test('one or two in a hundred are damaged, lost or given up', () => {
  const share = components.filter((c) => c.state !== 'intact').length / components.length
  assert.ok(share > 0.01 && share < 0.02, String(share))
})

test('units carry demo credit codes of 18 characters', () => {
  for (const c of components.slice(0, 5000))
    for (const unit of [c.authority, c.owner, c.maintainer]) assert.match(unit.creditCode, /^\d{8}DEMO\d{6}$/)
})

test('a second run gives the same components in the same order', () => {
  const hash = (list: Iterable<unknown>) => {
    const sum = createHash('sha256')
    for (const c of list) sum.update(JSON.stringify(c))
    return sum.digest('hex')
  }
  assert.equal(hash(generateComponents(geography)), hash(components))
})

test('lamps, cabinets and covers carry values that the forms of their kinds take, most of them filled in', () => {
  const asked = components.filter(({ kind }) => ['01037', '01038', '01039', '01060', '01002', '01011'].includes(kind))
  const schemas = new Map(asked.map(({ kind }) => [kind, attributesSchema(attributesOf(kind))]))
  for (const { code, kind, attributes } of asked.filter((_, at) => at % 25 === 0))
    assert.ok(schemas.get(kind)?.safeParse(attributes).success, `${code} ${JSON.stringify(attributes)}`)
  const filled = asked.filter(({ attributes }) => Object.keys(attributes).length > 0)
  assert.ok(filled.length > asked.length * 0.9 && filled.length < asked.length)
})
