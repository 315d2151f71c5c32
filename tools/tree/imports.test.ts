import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { expectNone } from './expect.ts'
import { closureOf, findCycle, runTimeGraph } from './graph.ts'
import { refusal } from './layers.ts'
import { importsOf, listFiles, listSources, parse, resolveImport, root, sourceOf } from './source.ts'

const graph = runTimeGraph()
const openToScreens = closureOf(graph, listFiles('/contract.ts'))

const table: [from: string, to: string, allowed: boolean][] = [
  ['kernel/db/db.ts', 'kernel/problem.ts', true],
  ['kernel/db/db.ts', 'city/facts.ts', false],
  ['city/case/store.ts', 'kernel/db/sql.ts', true],
  ['city/case/store.ts', 'serve/port.ts', false],
  ['serve/intake/routes.ts', 'city/case/store.ts', true],
  ['serve/intake/routes.ts', 'command/port.ts', false],
  ['serve/intake/routes.ts', 'kernel/testing/db.ts', false],
  ['serve/intake/routes.db.test.ts', 'kernel/testing/db.ts', true],
  ['serve/intake/routes.db.test.ts', 'server/compose.ts', true],
  ['serve/intake/routes.db.test.ts', 'command/dispatch/store.ts', false],
  ['industry/lighting/rule.ts', 'analyse/port.ts', true],
  ['industry/lighting/rule.ts', 'analyse/rule/store.ts', false],
  ['industry/lighting/rule.ts', 'city/industry.ts', true],
  ['industry/lighting/rule.ts', 'city/case/store.ts', false],
  ['industry/lighting/rule.ts', 'industry/manhole/port.ts', false],
  ['industry/lighting/web/panel.tsx', 'web/kit/button.tsx', true],
  ['industry/lighting/web/panel.tsx', 'serve/intake/store.ts', false],
  ['server/compose.ts', 'serve/intake/routes.ts', true],
  ['city/case/store.ts', 'server/compose.ts', false],
  ['cities/dachuan/city.ts', 'city/place/store.ts', true],
  ['cities/dachuan/city.ts', 'serve/port.ts', false],
  ['web/console/main.tsx', 'web/kit/button.tsx', true],
  ['web/console/main.tsx', 'city/case/contract.ts', true],
  ['web/console/main.tsx', 'city/case/store.ts', false],
  ['web/console/main.tsx', 'web/field/main.tsx', false],
  ['web/kit/client.ts', 'web/console/main.tsx', false],
  ['tools/test.ts', 'kernel/postgres/embedded.ts', true],
  ['bench/main.ts', 'serve/intake/store.ts', true],
  ['serve/intake/routes.ts', 'tools/seed.ts', false],
  ['serve/intake/routes.ts', 'serve/intake/routes.test.ts', false],
]

for (const [from, to, allowed] of table) {
  test(`${from} ${allowed ? 'may' : 'may not'} import ${to}`, () => {
    assert.equal(refusal(from, to, openToScreens) === undefined, allowed)
  })
}

test('every import of the tree is allowed by the import table', () => {
  const wrong = listSources().flatMap((source) =>
    importsOf(source).flatMap(({ specifier, line }) => {
      const to = resolveImport(source.path, specifier)
      const reason = to && refusal(source.path, to, openToScreens)
      return reason ? [`${source.path}:${line} imports ${to}: ${reason}`] : []
    }),
  )
  expectNone(wrong)
})

test('every import of a file of ours names a file that exists', () => {
  const wrong = listSources().flatMap((source) =>
    importsOf(source).flatMap(({ specifier, line }) => {
      const to = resolveImport(source.path, specifier)
      return to && !existsSync(join(root, to)) ? [`${source.path}:${line} imports ${to}, which does not exist`] : []
    }),
  )
  expectNone(wrong)
})

test('modules do not load each other in a circle', () => {
  assert.equal(findCycle(graph)?.join(' → '), undefined)
})

test('a circle is found wherever it starts, and a diamond is none', () => {
  const circle = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ])
  assert.deepEqual(findCycle(circle), ['b', 'c', 'b'])
  const diamond = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
  ])
  assert.equal(findCycle(diamond), undefined)
})

// A screen loads a contract with everything it is made of; a server module in there would end up in the browser.
test('no contract is made of anything that only runs on the server', () => {
  const serverOnly = /^(node:|pg$|pg-boss$|fastify$|@fastify\/|better-auth$|sharp$|pino$|prom-client$)/
  const wrong = [...openToScreens]
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) =>
      importsOf(sourceOf(path))
        .filter((one) => one.atRunTime && serverOnly.test(one.specifier))
        .map((one) => `${path}:${one.line} imports ${one.specifier} and is part of a contract`),
    )
  expectNone(wrong)
})

test('type-only, inline-type, re-exported and lazy imports are told apart', () => {
  const text = [
    `import type { A } from './a.ts'`,
    `import { type B } from '#city/b.ts'`,
    `export * from './c.ts'`,
    `export type { D } from './d.ts'`,
    `const e = await import('./e.ts')`,
    `type F = import('./f.ts').F`,
  ].join('\n')
  const found = importsOf(parse('serve/x.ts', text)).sort((a, b) => a.line - b.line)
  assert.deepEqual(
    found.map((one) => [resolveImport('serve/x.ts', one.specifier), one.line, one.atRunTime, one.dynamic]),
    [
      ['serve/a.ts', 1, false, false],
      ['city/b.ts', 2, true, false],
      ['serve/c.ts', 3, true, false],
      ['serve/d.ts', 4, false, false],
      ['serve/e.ts', 5, true, true],
      ['serve/f.ts', 6, false, false],
    ],
  )
})
