import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { discoverIndustries, faultOf, mustServe, soundIndustries } from './discover.ts'

const enabled = [{ districtId: 'sample', industryId: 'tram' }]

/** A folder for industries inside the tree, so that its files may import as ours do. */
async function withFolder(files: Record<string, string>, tell: (root: string) => Promise<void>): Promise<void> {
  const parent = join(import.meta.dirname, '../../artefacts')
  mkdirSync(parent, { recursive: true })
  const root = mkdtempSync(join(parent, 'industries-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    await tell(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

test('a folder that throws, or declares nothing, is found with its fault, and the others are served', () =>
  withFolder(
    { 'tram/industry.ts': `throw new Error('no rails')\n`, 'ferry/industry.ts': 'export const other = 1\n' },
    async (root) => {
      const found = await discoverIndustries(root)
      assert.deepEqual(found, [
        { folder: 'ferry', fault: 'industry.ts exports no `industry`' },
        { folder: 'tram', fault: 'no rails' },
      ])
      assert.doesNotThrow(() => mustServe(found, []))
      assert.throws(() => mustServe(found, enabled), {
        code: 'industry_broken',
        detail: { folder: 'industry/tram', fault: 'no rails' },
      })
    },
  ))

test('a declaration that does not fit its slots names the place', () =>
  withFolder(
    {
      'tram/industry.ts': `import { defineIndustry } from '#city/industry/industry.ts'
export const industry = defineIndustry({ id: 'tram', title: { zh: '电车', en: 'Trams' } })\n`,
    },
    async (root) => {
      const [found] = await discoverIndustries(root)
      assert.match(found?.fault ?? '', /^about: /)
    },
  ))

test('the server starts when an industry that is on has lost its folder, and names it', () => {
  assert.deepEqual(mustServe([], enabled), enabled)
})

test('an id that is not the folder’s, a foreign rule, a device nobody declared and a category nobody knows are faults', async () => {
  const [sound] = await soundIndustries()
  assert.ok(sound)
  const rule = sound.analyse.rules[0]
  assert.ok(rule)
  const withRules = (rules: object[]) => ({
    ...sound,
    analyse: { ...sound.analyse, rules: rules as typeof sound.analyse.rules },
  })
  assert.match(faultOf(sound, 'tram') ?? '', /is not the name of its folder/)
  assert.match(faultOf(withRules([{ ...rule, code: 'tram-late' }]), sound.id) ?? '', /does not begin with/)
  const strange = { ...rule, body: { ...rule.body, scope: { deviceKinds: ['tram-bell'] } } }
  assert.match(faultOf(withRules([strange]), sound.id) ?? '', /kind of device that is not declared/)
  assert.match(faultOf(withRules([rule, rule]), sound.id) ?? '', /stands twice/)
  const category = { edition: '2026', kind: 'component' as const, code: '99999' }
  assert.match(
    faultOf({ ...sound, components: [category] }, sound.id) ?? '',
    /the catalogue has no 2026 component 99999/,
  )
  assert.equal(faultOf(sound, sound.id), undefined)
})

test('an inspection whose job nobody declares, a foreign component and a dark tile on the wall are faults', async () => {
  const sound = (await soundIndustries()).find(({ command }) => command.inspections.some(({ job }) => job))
  assert.ok(sound)
  const { command, supervise } = sound
  assert.match(
    faultOf({ ...sound, command: { ...command, jobs: [] } }, sound.id) ?? '',
    /names a job that is not declared/,
  )
  const foreign = command.inspections.map((one) => ({ ...one, components: ['05999'] }))
  assert.match(
    faultOf({ ...sound, command: { ...command, inspections: foreign } }, sound.id) ?? '',
    /is inspected or worked on/,
  )
  assert.match(faultOf({ ...sound, supervise: { ...supervise, wall: ['none'] } }, sound.id) ?? '', /is no indicator/)
  const twice = [...command.jobs, ...command.jobs]
  assert.match(faultOf({ ...sound, command: { ...command, jobs: twice } }, sound.id) ?? '', /stands twice/)
})
