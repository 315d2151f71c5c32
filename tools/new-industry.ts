import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './tree/source.ts'

/** The files of a new industry: they compile, conform but for one sample, and say what to put in. */
export function filesFor(id: string, zh: string): Readonly<Record<string, string>> {
  const en = id.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase())
  return {
    'industry.ts': declaration(id, zh, en),
    'rules.json': `${JSON.stringify([ruleOf(id, zh, en)], null, 2)}\n`,
    'samples.json': `${JSON.stringify({ [`${id}-value-high`]: samples }, null, 2)}\n`,
    'README.md': readme(id, zh, en),
    'industry.test.ts': test(id),
  }
}

const declaration = (id: string, zh: string, en: string) => `import { defineIndustry } from '#city/industry/industry.ts'
import { sql } from '#kernel/db/sql.ts'
import rules from './rules.json' with { type: 'json' }

/** ${en}: say in a sentence what it looks after. */
export const industry = defineIndustry({
  id: '${id}',
  title: { zh: '${zh}', en: '${en}' },
  about: { zh: '${zh}：一句话说明管什么、怎么管。', en: 'Say in a sentence what it looks after.' },
  components: [{ edition: '2026', kind: 'component', code: '01023' }],
  sense: {
    devices: [
      {
        id: '${id}-sensor',
        title: { zh: '${zh}传感器', en: '${en} sensor' },
        components: ['01023'],
        metrics: [{ name: 'level', unit: '%', title: { zh: '读数', en: 'Level' } }],
      },
    ],
  },
  analyse: { rules },
  serve: { requests: [] },
  command: {
    inspections: [
      {
        id: 'round',
        title: { zh: '${zh}巡检', en: '${en} round' },
        components: ['01023'],
        everyDays: 30,
        checklist: [{ zh: '外观完好', en: 'Looks sound' }],
        source: { text: '样例周期，按本区约定改', mark: 'J' },
        job: 'repair',
      },
    ],
    jobs: [
      {
        id: 'repair',
        title: { zh: '${zh}维修', en: '${en} repair' },
        checklist: [{ zh: '修复后试用正常', en: 'Works after the repair' }],
        limit: { value: 5, unit: 'work_day', source: { text: '样例时限，按本区约定改', mark: 'J' } },
        onAcceptance: { intact: true },
      },
    ],
  },
  supervise: {
    indicators: [
      {
        id: 'devices-in-use',
        title: { zh: '在用设备', en: 'Devices in use' },
        unit: '台',
        formula: { zh: '登记且未停用的设备数', en: 'Devices registered and not retired' },
        target: { value: 1, way: 'at_least', source: { text: '样例，按规划改', mark: 'J' } },
        source: { text: '设备登记', mark: 'J' },
        count: ({ districtId, to }) => sql\`
          select count(*) as hits, count(*) as base from sense.device
           where district_id = \${districtId} and kind = '${id}-sensor' and retired_at is null and registered_at < \${to}\`,
        behind: ({ districtId, to }) => sql\`
          select device_id::text as code, name as what, registered_at as at, true as counted from sense.device
           where district_id = \${districtId} and kind = '${id}-sensor' and retired_at is null and registered_at < \${to}\`,
      },
    ],
  },
})
`

const ruleOf = (id: string, zh: string, en: string) => ({
  code: `${id}-value-high`,
  body: {
    title: { zh: `${zh}读数超限`, en: `${en} over its limit` },
    severity: 'minor',
    scope: { deviceKinds: [`${id}-sensor`] },
    condition: { kind: 'threshold', metric: 'level', unit: '%', side: 'above', limit: 80, clear: 60 },
    source: { text: '样例限值，须换成有依据的数', mark: 'J' },
  },
})

const samples = {
  raises: [{ about: 'above its limit', values: [[0, 'level', '%', 90]], until: 60 }],
  stays: [{ about: 'well below it', values: [[0, 'level', '%', 20]], until: 60 }],
}

const readme = (id: string, zh: string, en: string) => `# ${zh} · ${en}

Say in a sentence what it looks after.

## Things
Which kinds of components and devices, and what they report.

## Rules
[rules.json](rules.json), each with samples in [samples.json](samples.json).

## Indicators
What \`${id}\` is measured by, and where each target comes from.

## Limits
What it does not do.
`

const test = (id: string) => `import assert from 'node:assert/strict'
import { test } from 'node:test'
import rules from './rules.json' with { type: 'json' }

test('${id}: no limit rests on a sample any more', () => {
  const invented = rules.filter(({ body }) => body.source.text.startsWith('样例')).map(({ code }) => code)
  assert.deepEqual(invented, [], 'put in what the limit rests on, with its mark')
})
`

/** Why a folder cannot be made of these words, or undefined. */
export function refusalOf(id: string | undefined, zh: string | undefined, isThere: (id: string) => boolean) {
  if (!id || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    return '标识须为小写英文，如 tramway · the id is lower-case English'
  if (!zh?.trim() || /['"`\\]/.test(zh)) return '请给出中文名 · give a Chinese name'
  return isThere(id) ? `industry/${id} 已存在 · is there already` : undefined
}

if (import.meta.main) {
  const [id, zh] = process.argv.slice(2)
  const folderOf = (name: string) => join(root, 'industry', name)
  const refusal = refusalOf(id, zh, (name) => existsSync(folderOf(name)))
  if (refusal || !id || !zh) {
    console.error(`npm run new:industry -- <id> <中文名>\n${refusal}`)
    process.exit(2)
  }
  mkdirSync(folderOf(id), { recursive: true })
  for (const [name, text] of Object.entries(filesFor(id, zh))) writeFileSync(join(folderOf(id), name), text)
  console.log(`industry/${id}：下一步 next → node --test industry/${id}/industry.test.ts`)
}
