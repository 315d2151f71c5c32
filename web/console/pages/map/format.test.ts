import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatMetres, formatSurface, formatValue } from './format.ts'

test('distances and surfaces are said as one says them', () => {
  assert.deepEqual(
    [formatMetres(84.6, 'zh'), formatMetres(1240, 'en'), formatMetres(12_340, 'zh')],
    ['85 米', '1.24 km', '12.3 公里'],
  )
  assert.deepEqual([formatSurface(5026.5, 'zh'), formatSurface(1_250_000, 'en')], ['5,027 平方米', '1.25 km²'])
})

test('a share is told in per cent, a count as a count', () => {
  assert.deepEqual([formatValue(0.256, true), formatValue(1250, false)], ['26%', '1,250'])
})
