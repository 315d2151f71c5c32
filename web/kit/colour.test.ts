import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { contrast, distance, sightNames } from './colour.ts'
import { stageLooks } from './stage-looks.ts'
import { type Palette, palettes, sheets, type Tone, toneNames } from './tokens.ts'

const grounds = ['paper', 'ground', 'raised'] as const

const pairs = toneNames.flatMap((one, at) => toneNames.slice(at + 1).map((other) => [one, other] as const))

const nearest = (palette: Palette, sight: (typeof sightNames)[number]) =>
  Math.min(...pairs.map(([one, other]) => distance(palette[one], palette[other], sight)))

for (const [theme, palette] of Object.entries(palettes)) {
  const read = (ink: keyof Palette, paper: keyof Palette) => {
    const ratio = contrast(palette[ink], palette[paper])
    // A wall is read from the last row of a hall: WCAG 2.2, 1.4.6 (AAA).
    const least = theme === 'wall' && paper !== 'primary-soft' ? 7 : 4.5
    assert.ok(ratio >= least, `${theme}: ${ink} on ${paper} is ${ratio.toFixed(2)}:1`)
  }

  test(`everybody reads every ink and every tone of the ${theme} theme wherever it is written`, () => {
    for (const ink of ['ink', 'ink-2', 'ink-3', 'primary', ...toneNames] as const)
      for (const ground of grounds) read(ink, ground)
    for (const tone of toneNames) for (const ink of [tone, 'ink', 'ink-2'] as const) read(ink, `${tone}-soft`)
    for (const ink of ['primary', 'ink', 'ink-2', 'ink-3'] as const) read(ink, 'primary-soft')
  })

  test(`everybody reads what is written on a full tone and on the bar of the ${theme} theme`, () => {
    for (const tone of ['primary', 'primary-strong', ...toneNames] as const) read('on-tone', tone)
    for (const ground of ['navy', 'navy-2'] as const) read('navy-ink', ground)
    assert.ok(contrast('#ffffff', palette.alarm) >= 4.5)
    assert.ok(contrast(palette['mark-line'], palette.paper) >= 3, 'the border of what can be used')
  })

  test(`ordinary sight tells all tones of the ${theme} theme apart`, () => {
    assert.ok(nearest(palette, 'ordinary') >= 25)
  })
}

test('in the dark nobody with any kind of sight takes one tone for another at a glance', () => {
  for (const sight of sightNames) {
    assert.ok(nearest(palettes.dark, sight) >= 18, `dark, ${sight}: ${nearest(palettes.dark, sight).toFixed(1)}`)
    assert.ok(nearest(palettes.wall, sight) >= 10, `wall, ${sight}: ${nearest(palettes.wall, sight).toFixed(1)}`)
  }
})

test('where two tones of the light theme look alike to somebody, the stages that wear them have other glyphs', () => {
  const alike = (one: Tone, other: Tone) =>
    one !== other && sightNames.some((sight) => distance(palettes.light[one], palettes.light[other], sight) < 10)
  assert.ok(alike('grey', 'green'), 'the reason for the glyphs')
  const looks = Object.values(stageLooks)
  for (const one of looks)
    for (const other of looks)
      assert.ok(!alike(one.tone, other.tone) || one.glyph !== other.glyph, `${one.glyph} ${one.tone} ${other.tone}`)
})

test('the measure itself: black on white is 21:1, red and green are one to a deuteranope sooner than to others', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#777777', '#777777'), 1)
  assert.ok(distance('#a8071a', '#00664b', 'deuteranopia') < distance('#a8071a', '#00664b'))
})

test('the style sheets say what the tables say', () => {
  for (const [name, text] of Object.entries(sheets))
    assert.equal(readFileSync(join(import.meta.dirname, name), 'utf8'), text, `${name}: run tools/tokens.ts`)
})
