import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { collectProblems, leftProblemPages, problemPages, problemsPage } from '../problems.ts'
import { expectNone } from './expect.ts'
import { definedProblems } from './problem-source.ts'
import { listSources, parse, read, root } from './source.ts'

const defined = listSources().flatMap(definedProblems)

test('a problem code is defined once, in a file called problems.ts, with words in both languages', () => {
  const seen = new Map<string, string>()
  const wrong = defined.flatMap(({ code, path, line, languages }) => {
    const at = `${path}:${line} ${code}`
    const before = seen.get(code)
    seen.set(code, at)
    return [
      before ? `${at} is already defined at ${before}` : '',
      languages.includes('zh') && languages.includes('en') ? '' : `${at} needs zh and en`,
      /(^|\/)problems\.ts$/.test(path) ? '' : `${at} belongs in a problems.ts`,
      /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(code) ? '' : `${at} is not in snake_case`,
    ].filter(Boolean)
  })
  expectNone(wrong)
})

test('the Chinese words of every problem are Chinese and the English ones are not', async () => {
  const wrong = (await collectProblems()).flatMap(({ code, zh, en, path }) => [
    ...(/\p{Script=Han}/u.test(zh) ? [] : [`${path} ${code}: zh has no Chinese in it: ${zh}`]),
    ...(/[A-Za-z]/.test(en) ? [] : [`${path} ${code}: en has no English in it: ${en}`]),
  ])
  expectNone(wrong)
})

test(`${problemsPage} and the page in each industry’s folder list the problems as they are`, async () => {
  const pages = problemPages(await collectProblems())
  for (const [path, page] of pages) {
    const kept = existsSync(join(root, path)) ? read(path) : ''
    assert.ok(kept === page, `${path} is out of date; run: node tools/launch.mjs tools/problems.ts`)
  }
  assert.deepEqual(leftProblemPages(pages), [], 'a page is kept of problems that nobody defines')
})

test('a definition without English is seen', () => {
  const text = `const p = defineProblems({ a_b: { status: 404, zh: () => '无' } })`
  const [one] = definedProblems(parse('serve/problems.ts', text))
  assert.deepEqual(one, { code: 'a_b', path: 'serve/problems.ts', line: 1, languages: ['status', 'zh'] })
})
