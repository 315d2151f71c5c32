import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { expectNone } from './expect.ts'
import { listFiles, listTopFolders, read, root } from './source.ts'

type Link = { line: number; target: string }

/** Links of a Markdown page, those in code left out. */
function linksOf(text: string): Link[] {
  let inCode = false
  return text.split('\n').flatMap((line, at) => {
    if (/^\s*(```|~~~)/.test(line)) inCode = !inCode
    if (inCode) return []
    const plain = line.replace(/`[^`]*`/g, '')
    const inline = [...plain.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)]
    const defined = [...plain.matchAll(/^\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*$/g)]
    return [...inline, ...defined].map((hit) => ({ line: at + 1, target: hit[1] ?? '' }))
  })
}

const isRelative = (target: string): boolean => !/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(target)

test('every relative link in the documents leads to a file or folder', () => {
  const wrong = listFiles('.md').flatMap((path) =>
    linksOf(read(path)).flatMap(({ line, target }) => {
      if (!isRelative(target)) return []
      const file = decodeURIComponent(target.split(/[#?]/)[0] ?? '')
      const to = normalize(join(file.startsWith('/') ? '' : dirname(path), file))
      return existsSync(join(root, to)) ? [] : [`${path}:${line} links to ${target}, which does not exist`]
    }),
  )
  expectNone(wrong)
})

test('links are read from text and definitions and not from code', () => {
  const page = 'See [a](a.md#x) and ![b](<b.png> "t").\n```\n[c](c.md)\n```\n`[d](d.md)`\n[e]: e.md\n'
  assert.deepEqual(
    linksOf(page).map((link) => link.target),
    ['a.md#x', 'b.png', 'e.md'],
  )
})

test('the tree in ARCHITECTURE.md lists exactly the top-level folders there are', (t) => {
  if (!existsSync(join(root, 'ARCHITECTURE.md'))) return t.skip('ARCHITECTURE.md is not written yet')
  const block = read('ARCHITECTURE.md').match(/```[a-z]*\n([\s\S]*?)```/)?.[1] ?? ''
  const listed = [...block.matchAll(/^([\w-]+)\//gm)].map((hit) => hit[1] ?? '')
  const real = listTopFolders()
  expectNone([
    ...real.filter((name) => !listed.includes(name)).map((name) => `ARCHITECTURE.md: the tree lacks ${name}/`),
    ...listed
      .filter((name) => !real.includes(name))
      .map((name) => `ARCHITECTURE.md: the tree lists ${name}/, which is not there`),
  ])
})
