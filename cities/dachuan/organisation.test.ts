import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COMPONENT_KINDS } from './component-kinds.ts'
import { resolveDuty } from './duty.ts'
import { generateGeography } from './geography.ts'
import { STREETS } from './names.ts'
import { generateOrganisation } from './organisation.ts'

const geography = generateGeography()
const organisation = generateOrganisation(geography)

test('every category has an answerable unit in every street and town', () => {
  const codes = new Set(organisation.departments.map((u) => u.code))
  for (const { code: street } of STREETS)
    for (let major = 1; major <= 10; major++)
      for (const minor of ['001', '009', '037', '050', '077', '153', '999']) {
        const category = String(major).padStart(2, '0') + minor
        for (const kind of ['component', 'matter'] as const)
          assert.ok(
            codes.has(resolveDuty(organisation.duties, kind, category, `${street}001001`).unit),
            `${kind} ${category} ${street}`,
          )
      }
})

test('a lamp in town is the lighting office’s, in a market town the town government’s', () => {
  const name = (area: string) =>
    organisation.departments.find((u) => u.code === resolveDuty(organisation.duties, 'component', '01037', area).unit)!
      .name
  assert.equal(name('511703002'), '达川区路灯管理所')
  assert.equal(name('511703108'), '百节镇人民政府')
})

test('components and their going wrong are answered by the same unit', () => {
  for (const kind of COMPONENT_KINDS)
    for (const { code } of STREETS) {
      const unit = (of: 'component' | 'matter') => resolveDuty(organisation.duties, of, kind.code, code).unit
      assert.equal(unit('component'), unit('matter'), kind.name)
    }
})

test('beats share out all cells, each in one piece with its own collector', () => {
  const { beats, people } = organisation
  const all = beats.flatMap((b) => b.cells)
  assert.equal(new Set(all).size, geography.cells.length)
  assert.equal(all.length, geography.cells.length)
  for (const beat of beats) {
    assert.ok(isOnePiece(beat.cells), beat.code)
    assert.equal(people.filter((p) => p.beat === beat.code).length, 1, beat.code)
  }
})

function isOnePiece(codes: readonly string[]): boolean {
  const corners = new Map<string, Set<string>>()
  for (const cell of geography.cells.filter((c) => codes.includes(c.code)))
    corners.set(cell.code, new Set(cell.polygon.coordinates[0]!.map(String)))
  const reached = new Set([codes[0]!])
  const open = [codes[0]!]
  while (open.length > 0) {
    const here = corners.get(open.pop()!)!
    for (const [code, there] of corners) {
      if (reached.has(code) || [...there].filter((p) => here.has(p)).length < 2) continue
      reached.add(code)
      open.push(code)
    }
  }
  return reached.size === codes.length
}

test('the cast is there, every post is filled, and the outsider has none', () => {
  const by = new Map(organisation.people.map((p) => [p.username, p]))
  for (const name of [
    'dashen',
    'shouli',
    'banzhang',
    'diaodu',
    'xiaolin',
    'luzheng',
    'zhifa',
    'ducha',
    'lingdao',
    'xitong',
    'anquan',
    'shenji',
    'wairen',
  ])
    assert.ok(by.has(name), name)
  assert.deepEqual(by.get('wairen')!.posts, [])
  for (const { code } of organisation.posts)
    assert.ok(
      organisation.people.some((p) => p.posts.includes(code)),
      code,
    )
  assert.equal(new Set(organisation.people.map((p) => p.name)).size, organisation.people.length)
})

test('the three administrators are three different people with nothing else to do', () => {
  for (const post of ['system_admin', 'security_admin', 'audit_admin'] as const) {
    const holders = organisation.people.filter((p) => p.posts.includes(post))
    assert.deepEqual(
      holders.map((p) => p.posts),
      [[post]],
    )
  }
})

test('the plan’s ten binding and expected rows open the target register, each with its source', () => {
  assert.equal(organisation.targets.filter((t) => t.source.includes('指标表')).length, 10)
  assert.ok(organisation.targets.every((t) => t.source.length > 0))
})
