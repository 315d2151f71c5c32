import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTypesetter } from '#kernel/documents/typesetter.ts'
import { labelsPdf, spacedCode, thingAddress } from './label.ts'

const codes = Array.from({ length: 25 }, (_, at) => `51170301037${String(at + 1).padStart(6, '0')}`)

test('a label’s code leads to the thing’s page at the address the product is reached by', () => {
  assert.equal(thingAddress('https://city.example/', codes[0]!), 'https://city.example/thing/51170301037000001')
  assert.equal(spacedCode('51170301037000001'), '511703 01037 000001')
  assert.equal(spacedCode('5117030103000001'), '511703 0103 000001')
})

test('twenty-four labels fill a sheet of A4, and the same labels are the same bytes', () => {
  const typesetter = openTypesetter()
  const of = (count: number) =>
    labelsPdf(typesetter, {
      ...{ district: '示范区', publicUrl: 'http://yiwang.test', at: new Date('2026-03-02T02:00:00Z') },
      things: codes.slice(0, count).map((code) => ({ code, name: '路灯', address: '南大街 12 号旁' })),
    })
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length
  assert.deepEqual([pages(of(24)), pages(of(25))], [1, 2])
  assert.deepEqual(of(3), of(3))
})
