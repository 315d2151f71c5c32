import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { lookKey, readLook, shownTheme } from './look-choice.ts'
import { palettes } from './tokens.ts'

test('what was kept and makes no sense counts as not chosen', () => {
  const unchosen = { theme: 'system', density: 'normal', tables: 'scroll' }
  for (const kept of [null, '', 'null', '3', '{', '{"theme":"pink","density":"toString"}'])
    assert.deepEqual(readLook(kept), unchosen, String(kept))
  assert.deepEqual(readLook('{"theme":"dark","density":"compact"}'), { ...unchosen, theme: 'dark', density: 'compact' })
})

test('before the first paint the page is already in the theme it will have', () => {
  const script = readFileSync(join(import.meta.dirname, '../console/public/theme.js'), 'utf8')
  const kepts = [
    null,
    'null',
    'no json',
    ...['light', 'dark', 'system', 'pink'].map((theme) => JSON.stringify({ theme })),
  ]
  for (const kept of kepts)
    for (const isMachineDark of [false, true]) {
      const root = { dataset: {} as Record<string, string>, style: {} as Record<string, string> }
      runInNewContext(script, {
        document: { documentElement: root },
        localStorage: { getItem: (key: string) => (key === lookKey ? kept : null) },
        matchMedia: () => ({ matches: isMachineDark }),
      })
      const theme = shownTheme(readLook(kept), isMachineDark)
      assert.equal(root.dataset.theme, theme)
      assert.equal(root.style.background, palettes[theme].ground)
    }
})
