import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitUnits } from '#city/calendar/unit.ts'
import { parseCode } from './code.ts'
import { conditionsFor } from './condition.ts'
import { editionIds } from './edition.ts'
import { categoryMap, mapCategory } from './mapping.ts'
import { readNationalCategories, readNationalConditions, readNationalMapping } from './national.ts'

const categories = readNationalCategories()
const mapping = readNationalMapping()
const conditions = readNationalConditions()
const map = categoryMap(mapping)
const codes = new Map(categories.map((c) => [`${c.edition}/${c.kind}/${c.code}`, c]))
const of = (edition: string, kind: string) => categories.filter((c) => c.edition === edition && c.kind === kind)
const countByMajor = (edition: string, kind: string) =>
  Object.entries(Object.groupBy(of(edition, kind), (c) => c.major))
    .map(([major, list]) => `${major}:${list!.length}`)
    .sort()
    .join(' ')

test('every code is well formed in its edition and stands there once', () => {
  for (const c of categories) assert.deepEqual(parseCode(c.edition, c.code), { major: c.major, minor: c.minor })
  assert.equal(codes.size, categories.length)
})

test('the 2026 edition has 153 components and 250 matters, class by class', () => {
  assert.equal(of('2026', 'component').length, 153)
  assert.equal(of('2026', 'matter').length, 250)
  assert.equal(countByMajor('2026', 'component'), '01:76 02:44 03:16 04:14 05:3')
  assert.equal(countByMajor('2026', 'matter'), '01:76 02:44 03:16 04:14 05:3 06:51 07:7 08:16 09:21 10:2')
})

test('the numbers the 2026 edition leaves unused stay unused', () => {
  for (const missing of ['component/01016', 'matter/01016', 'matter/06031', 'matter/07005', 'matter/09007']) {
    assert.equal(codes.has(`2026/${missing}`), false, missing)
  }
  const fifth = of('2026', 'component').filter((c) => c.major === '05')
  assert.deepEqual(
    fifth.map((c) => c.minor),
    ['002', '003', '009'],
  )
})

test('a 2026 matter of classes 01–05 is its component out of order', () => {
  for (const component of of('2026', 'component')) {
    const matter = codes.get(`2026/matter/${component.code}`)
    assert.equal(matter?.name, `${component.name}异常`)
    assert.equal(matter?.majorName, `${component.majorName}类`)
  }
})

test('the 2013 list reads the numbers that 2026 dropped', () => {
  const dropped = ['component/0504', 'component/0506', 'component/0507', 'component/0508', 'matter/0131', 'matter/0205']
  const sudden = ['matter/0501', 'matter/0506', 'matter/0508', 'matter/0602', 'matter/0604']
  for (const key of [...dropped, ...sudden]) assert.ok(codes.has(`2013/${key}`), key)
})

test('in 2007 suddenness and street order have each other’s number of 2013', () => {
  assert.equal(codes.get('2007/matter/0401')?.majorName, '突发事件')
  assert.equal(codes.get('2013/matter/0401')?.majorName, '街面秩序')
  assert.equal(codes.get('2007/component/0114')?.name, '无主井盖')
  assert.equal(codes.get('2013/component/0114')?.name, '园林井盖')
})

test('the mapping names categories that exist, and each old one has one successor an edition', () => {
  const seen = new Set<string>()
  for (const { from, to } of mapping) {
    for (const end of [from, to]) assert.ok(codes.has(`${end.edition}/${end.kind}/${end.code}`), JSON.stringify(end))
    assert.equal(from.kind, to.kind)
    const key = `${from.edition}/${from.kind}/${from.code}/${to.edition}`
    assert.ok(!seen.has(key), key)
    seen.add(key)
  }
})

const withoutSuccessor = [
  'component/0504',
  'matter/0131',
  'matter/0205',
  'matter/0501',
  'matter/0502',
  'matter/0503',
  'matter/0504',
  'matter/0505',
  'matter/0506',
  'matter/0604',
]

test('every 2013 category but the ten known ones leads to 2026, by number in the low range', () => {
  const shift = { component: 0, matter: 5 } as const
  const lost: string[] = []
  for (const c of categories.filter((category) => category.edition === '2013')) {
    const found = mapCategory(map, c, '2026')
    if (!found) lost.push(`${c.kind}/${c.code}`)
    else if (found.via[0]!.basis !== '按名称') {
      const major = String(Number(c.major) + shift[c.kind]).padStart(2, '0')
      assert.equal(found.category.code, `${major}0${c.minor}`)
    }
  }
  assert.deepEqual(lost.sort(), withoutSuccessor.toSorted())
})

test('2007 is never mapped by number', () => {
  const to2013 = mapCategory(map, { edition: '2007', kind: 'component', code: '0114' }, '2013')
  assert.equal(codes.get(`2013/component/${to2013?.category.code}`)?.name, '不明井盖')
  const through = mapCategory(map, { edition: '2007', kind: 'matter', code: '0501' }, '2026')
  assert.deepEqual(through?.category, { edition: '2026', kind: 'matter', code: '09001' })
  assert.equal(through?.via.length, 2)
})

test('the mapping is read backward to write old formats', () => {
  const back = mapCategory(map, { edition: '2026', kind: 'matter', code: '10001' }, '2013')
  assert.equal(back?.category.code, '0507')
  assert.equal(mapCategory(map, { edition: '2026', kind: 'component', code: '01077' }, '2013'), undefined)
})

test('every 2026 component and matter has a condition with limit and closing condition', () => {
  for (const c of categories.filter((category) => category.edition === '2026')) {
    const own = conditionsFor(conditions, c)
    assert.ok(own.length > 0, `${c.kind} ${c.code}`)
    assert.ok(own.every((condition) => condition.kind === c.kind))
    assert.deepEqual(
      own.map((condition) => condition.ordinal),
      own.map((_, i) => i + 1),
    )
  }
})

test('every condition has words, a positive limit, a known unit and a mark', () => {
  for (const c of conditions) {
    assert.ok(codes.has(`${c.edition}/${c.kind}/${c.major}${c.minor}`))
    assert.ok(c.condition.length >= 4 && c.closing.length >= 3, c.condition)
    assert.ok(c.limit.value > 0 && Object.hasOwn(limitUnits, c.limit.unit))
    assert.equal(c.areaClass, '*')
    assert.match(c.mark, /^(S7|M)$/)
  }
})

test('a component and its matter are filed under the same conditions', () => {
  const words = (kind: string, code: string) =>
    conditions
      .filter((c) => c.kind === kind && c.major + c.minor === code)
      .map((c) => [c.condition, c.limit, c.closing])
  for (const component of of('2026', 'component')) {
    assert.deepEqual(words('matter', component.code), words('component', component.code))
  }
})

test('all three editions are read', () => {
  assert.deepEqual([...new Set(categories.map((c) => c.edition))].sort(), [...editionIds].sort())
})
