import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { filesFor, refusalOf } from '../new-industry.ts'
import { expectNone } from './expect.ts'
import { importsOf, listSources, resolveImport, root } from './source.ts'

const ids = readdirSync(join(root, 'industry'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
const sources = listSources()

// Whatever compiles and passes without importing a folder does so when the folder is gone.
for (const id of ids)
  test(`the tree stands with industry/${id} deleted: no file outside imports one inside`, () => {
    const home = `industry/${id}/`
    const wrong = sources
      .filter(({ path }) => !path.startsWith(home))
      .flatMap((source) =>
        importsOf(source).flatMap(({ specifier, line }) => {
          const to = resolveImport(source.path, specifier)
          return to?.startsWith(home) ? [`${source.path}:${line} imports ${to}`] : []
        }),
      )
    expectNone(wrong)
  })

test('no word of a particular industry stands outside its folder, but in a city’s data', () => {
  const held = /^(kernel|city|sense|analyse|serve|command|supervise|server|web)\//
  const named = new RegExp(`['"\`/](${ids.join('|')})(-[a-z-]+)?['"\`/]`)
  const wrong = sources
    .filter(({ path }) => held.test(path) && !/\.(test|e2e)\.tsx?$/.test(path) && !path.includes('/e2e/'))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, at) => (named.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
    )
  expectNone(wrong)
})

test('a new industry may be served as it is written, and its own test asks for what is still to be put in', () => {
  const parent = join(root, 'artefacts')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'industries-'))
  try {
    mkdirSync(join(folder, 'tramway'))
    for (const [name, text] of Object.entries(filesFor('tramway', '有轨电车')))
      writeFileSync(join(folder, 'tramway', name), text)
    const look = `import { discoverIndustries } from '#server/industries/discover.ts'
      console.log(JSON.stringify((await discoverIndustries(${JSON.stringify(folder)})).map(({ fault }) => fault ?? 'sound')))`
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', look], { cwd: root, encoding: 'utf8' })
    assert.deepEqual(JSON.parse(said), ['sound'])
    assert.throws(
      () => execFileSync(process.execPath, [join(folder, 'tramway', 'industry.test.ts')], { cwd: root, stdio: 'pipe' }),
      /put in what the limit rests on|Command failed/,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the generator refuses a name that is no folder, and never writes over one', () => {
  assert.match(refusalOf('有轨', '有轨电车', () => false) ?? '', /lower-case/)
  assert.match(refusalOf('tramway', undefined, () => false) ?? '', /中文名/)
  assert.match(refusalOf('tramway', '有轨电车', () => true) ?? '', /already/)
  assert.equal(
    refusalOf('tram-way', '有轨电车', () => false),
    undefined,
  )
})
