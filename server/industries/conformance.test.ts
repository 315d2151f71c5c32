import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { metricsOf } from '#analyse/rule/condition.ts'
import { judgeHistory } from '#analyse/rule/history.ts'
import { judgeOf } from '#analyse/rule/judge.ts'
import { conditionFault, RuleFile } from '#analyse/rule/rule.ts'
import { type Industry, thingStates } from '#city/industry/industry.ts'
import { looksOf } from '#city/industry/layer.ts'
import { discoverIndustries, industryRoot } from './discover.ts'

const Case = z.strictObject({
  about: z.string().min(3),
  values: z.array(z.tuple([z.number().min(0), z.string(), z.string(), z.number()])).min(1),
  until: z.number().positive(),
})
const Samples = z.record(z.string(), z.strictObject({ raises: z.array(Case).min(1), stays: z.array(Case).min(1) }))
const headings = ['## Things', '## Rules', '## Indicators', '## Limits']
const start = Date.UTC(2026, 2, 2, 12)
const found = await discoverIndustries()

test('every folder under industry/ declares an industry that may be served', () => {
  assert.ok(found.length > 0)
  assert.deepEqual(
    found.filter(({ fault }) => fault !== undefined),
    [],
  )
})

for (const { industry } of found) if (industry) conform(industry)

function conform(industry: Industry): void {
  const { id } = industry
  const file = (name: string) => readFileSync(join(industryRoot, id, name), 'utf8')
  const rules = RuleFile.parse(industry.analyse.rules)

  test(`${id}: each rule raises its positive samples and leaves its negative ones alone`, () => {
    const samples = Samples.parse(JSON.parse(file('samples.json')))
    assert.deepEqual(Object.keys(samples).sort(), rules.map(({ code }) => code).sort())
    for (const { code, body } of rules) {
      assert.equal(conditionFault(body.condition), undefined, code)
      const judge = judgeOf({ ruleId: code, version: 1, body: { ...body, windows: [] }, timeZone: 'Asia/Shanghai' })
      const raised = ({ values, until }: z.output<typeof Case>) => {
        const told = values.map(([second, metric, unit, value]) => ({
          ...{ kind: 'value' as const, at: start + second * 1000, metric, unit, value, quality: 'ok' as const },
        }))
        const { turns } = judgeHistory(judge, told, { until: start + until * 1000, silentAfter: 900 })
        return turns.some(({ kind }) => kind === 'raised')
      }
      for (const one of samples[code]?.raises ?? []) assert.equal(raised(one), true, `${code}: ${one.about}`)
      for (const one of samples[code]?.stays ?? []) assert.equal(raised(one), false, `${code}: ${one.about}`)
    }
  })

  test(`${id}: each rule looks at a metric that one of its devices has`, () => {
    for (const { code, body } of rules) {
      const judged = industry.sense.devices.filter((one) => body.scope.deviceKinds.includes(one.id))
      const measured = judged.flatMap(({ metrics }) => metrics.map(({ name }) => name))
      for (const metric of metricsOf(body.condition)) assert.ok(measured.includes(metric), `${code} ${metric}`)
    }
  })

  test(`${id}: each indicator has its formula, unit, target and sources`, () => {
    for (const { title, unit, formula, target, source } of industry.supervise.indicators) {
      for (const text of [title.zh, title.en, unit, formula.zh, formula.en, target.source.text, source.text])
        assert.ok(text.length > 0, title.en)
      assert.ok(Number.isFinite(target.value), title.en)
    }
  })

  test(`${id}: each inspection and each kind of work says what it rests on, and who mends what is found`, () => {
    const { jobs, inspections } = industry.command
    for (const { id: kind, checklist, source, job, components } of inspections) {
      assert.ok(checklist.length > 0 && components.length > 0, kind)
      assert.ok(source.text.length > 0, kind)
      if (job)
        assert.ok(
          jobs.some((one) => one.id === job),
          `${kind} ${job}`,
        )
    }
    for (const { id: job, checklist, limit, cycle } of jobs) {
      assert.equal(new Set(checklist.map(({ zh }) => zh)).size, checklist.length, job)
      for (const bound of [limit, cycle]) assert.ok(bound === undefined || bound.source.text.length > 0, job)
    }
  })

  test(`${id}: its things have a look for every state on the map, told apart by more than colour`, () => {
    const looks = thingStates.map((state) => looksOf(industry)[state])
    assert.equal(new Set(looks.map(({ glyph }) => glyph)).size, looks.length)
    assert.equal(new Set(looks.map(({ tone }) => tone)).size, looks.length)
    const shown = industry.supervise.wall
    assert.equal(new Set(shown).size, shown.length)
  })

  test(`${id}: its README has the headings a reader looks for`, () => {
    const text = file('README.md')
    for (const heading of headings) assert.ok(text.includes(`\n${heading}\n`), heading)
  })
}
