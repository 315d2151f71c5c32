import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Chapter, chapters, shortcuts, terms } from '#web/console/pages/help/handbook.ts'
import { pageHelps } from '#web/console/pages/help/page-help.ts'
import { actionIds, actionOf, places } from '#web/kit/keys/actions.ts'
import { capsOf, keysOf, noChoices } from '#web/kit/keys/binding.ts'

const root = join(import.meta.dirname, '..')

const chapterText = ({ title, steps }: Chapter): string =>
  [`# ${title}`, '', ...steps.map((step, at) => `${at + 1}. ${step}`), '', '[目录](README.md)', ''].join('\n')

function keysText(): string {
  const tables = Object.entries(places).map(([place, { zh }]) => [
    `## ${zh}`,
    '',
    '| 按键 | 作用 |',
    '|---|---|',
    ...actionIds
      .filter((id) => actionOf(id).place === place)
      .map(
        (id) =>
          `| ${keysOf(id, noChoices)
            .map((key) => capsOf(key).join(' + '))
            .join(' 或 ')} | ${actionOf(id).zh} |`,
      ),
    '',
  ])
  const others = shortcuts.map(({ where, list }) => [
    `## ${where}`,
    '',
    '| 按键 | 作用 |',
    '|---|---|',
    ...list.map(({ keys, does }) => `| ${keys.join(' + ')} | ${does} |`),
    '',
  ])
  return ['# 快捷键', '', ...tables.flat(), ...others.flat(), '[目录](README.md)', ''].join('\n')
}

const pagesText = (): string =>
  [
    '# 各页帮助',
    '',
    ...pageHelps.flatMap(({ title, lines }) => [`## ${title.zh}`, '', ...lines.map(({ zh }) => `- ${zh}`), '']),
    '[目录](README.md)',
    '',
  ].join('\n')

const termsText = (): string =>
  ['# 常用词', '', ...terms.map(({ word, means }) => `- **${word}**：${means}`), '', '[目录](README.md)', ''].join('\n')

const contents = (): string =>
  [
    '# 使用手册',
    '',
    '按岗位分章，可直接打印；系统里“帮助”页是同一份内容，也可打印。由 `tools/handbook.ts` 生成。',
    '',
    ...chapters.map(({ post, title }) => `- [${title}](${post.replace('_', '-')}.md)`),
    '- [各页帮助](pages.md)',
    '- [快捷键](keys.md)',
    '- [常用词](terms.md)',
    '',
  ].join('\n')

/** The handbook as files: the same words that the console's help page shows, so that neither can go stale alone. */
export const handbookFiles = (): Readonly<Record<string, string>> => ({
  'README.md': contents(),
  ...Object.fromEntries(chapters.map((chapter) => [`${chapter.post.replace('_', '-')}.md`, chapterText(chapter)])),
  'pages.md': pagesText(),
  'keys.md': keysText(),
  'terms.md': termsText(),
})

if (import.meta.main) {
  const folder = join(root, 'docs/handbook')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(handbookFiles())) writeFileSync(join(folder, name), text)
  process.stdout.write('docs/handbook 已更新 / updated\n')
}
