import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UnitNode } from '#city/organisation/unit/contract.ts'
import { linesOf } from './tree.ts'

const unit = (unitId: string, parentId: string | null = null): UnitNode => ({
  ...{ unitId, name: unitId, kind: 'office', parentId, areaCode: null, creditCode: null },
  ...{ retiredOn: null, successorId: null, people: 0, openCases: 0, duties: 0 },
})

test('units are read as a tree, and one that is found keeps those above it', () => {
  const units = [unit('crew', 'roads'), unit('bureau'), unit('roads', 'bureau'), unit('street')]
  const told = (wanted: (each: UnitNode) => boolean) =>
    linesOf(units, wanted).map((line) => `${'-'.repeat(line.depth)}${line.unit.unitId}`)
  assert.deepEqual(
    told(() => true),
    ['bureau', '-roads', '--crew', 'street'],
  )
  assert.deepEqual(
    told(({ name }) => name === 'crew'),
    ['bureau', '-roads', '--crew'],
  )
  assert.deepEqual(
    told(() => false),
    [],
  )
})
