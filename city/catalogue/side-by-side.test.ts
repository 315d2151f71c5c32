import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EditionId } from './edition.ts'
import { type Named, sideBySide } from './side-by-side.ts'

const category = (edition: EditionId, code: string, name: string): Named => ({
  ...{ edition, kind: 'component', code, name, majorName: '公用设施', pinyin: '' },
})
const mapped = (from: [EditionId, string], to: [EditionId, string]) => ({
  from: { edition: from[0], kind: 'component' as const, code: from[1] },
  to: { edition: to[0], kind: 'component' as const, code: to[1] },
  basis: '按名',
  mark: '推',
})

test('what is one thing in three editions stands in one row; what was joined stands together; what is alone, alone', () => {
  const rows = sideBySide(
    [
      category('2007', '0101', '上水井盖'),
      category('2013', '0101', '上水井盖'),
      category('2013', '0102', '污水井盖'),
      category('2013', '0199', '公用电话亭'),
      category('2026', '01001', '给排水井盖'),
      category('2026', '01002', '充电桩'),
    ],
    [
      mapped(['2007', '0101'], ['2013', '0101']),
      mapped(['2013', '0101'], ['2026', '01001']),
      mapped(['2013', '0102'], ['2026', '01001']),
    ],
  )
  const told = rows.map((row) =>
    (['2026', '2013', '2007'] as const).map((edition) => row[edition].map(({ code }) => code).join('+')).join(' | '),
  )
  assert.deepEqual(told, ['01001 | 0101+0102 | 0101', '01002 |  | ', ' | 0199 | '])
  assert.deepEqual(rows[0]?.how, [{ basis: '按名', mark: '推' }])
})
