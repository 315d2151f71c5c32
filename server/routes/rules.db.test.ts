import assert from 'node:assert/strict'
import { matchDuty } from '#city/organisation/store.ts'
import { dutiesFor } from '#command/rule/duty.ts'
import { listDuties } from '#command/rule/world-store.ts'
import { runNextSimulation } from '#command/simulate/run.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const rule = (id: string, when: string, unit: string, more = {}) => ({
  id,
  title: id,
  when,
  unit,
  authority: '会议纪要 3 号',
  ...more,
})

/** A draft with these rules, written by diaodu; its id and revision. */
async function drafted({ post }: Story, rules: readonly object[], basedOn: number | null = null) {
  const { draftId } = await must(post('diaodu', '/api/rule-drafts', { title: '试行', basedOn }))
  return must(post('diaodu', `/api/rule-drafts/${draftId}/save`, { revision: 1, title: '试行', rules }))
}

async function simulated(s: Story, { draftId, revision }: { draftId: string; revision: number }): Promise<string> {
  const asked = await must(s.post('diaodu', `/api/rule-drafts/${draftId}/simulate`, { revision }))
  assert.equal(await runNextSimulation(s.tx, s.clock), true)
  const { state, failure } = await must(s.get('banzhang', `/api/simulations/${asked.simulationId}`))
  assert.equal(state, 'done', failure)
  return asked.simulationId
}

/** Drafted, simulated and signed. */
async function inForce(s: Story, rules: readonly object[], onTopOf = 0) {
  const draft = await drafted(s, rules, onTopOf || null)
  const simulationId = await simulated(s, draft)
  const signing = { revision: draft.revision, onTopOf, simulationId, reason: '局务会通过' }
  return must(s.post('banzhang', `/api/rule-drafts/${draft.draftId}/publish`, signing))
}

const refusedFor = async (s: Story, rules: readonly object[]) => {
  const draft = await drafted(s, rules)
  const simulationId = await simulated(s, draft)
  const signing = { revision: draft.revision, onTopOf: 0, simulationId, reason: '局务会通过' }
  return s.post('banzhang', `/api/rule-drafts/${draft.draftId}/publish`, signing)
}

story(
  'diaodu drafts a rule, banzhang signs it, and from then on the proposal names it with authority and runner-up',
  async (s) => {
    const at = await filed(s)
    const before = await must(s.get('diaodu', `${at}/dispatch-proposal`))
    assert.equal(before.proposals[0].unitId, 'roads')
    assert.equal(before.proposals[0].rule, null)
    const signed = await inForce(s, [rule('covers', 'category == "01003" && street == "513399001"', 'sanitation')])
    assert.deepEqual([signed.version, signed.inForce, signed.publishedBy], [1, true, 'banzhang'])
    const { proposals } = await must(s.get('diaodu', `${at}/dispatch-proposal`))
    assert.deepEqual([proposals[0].unitId, proposals[0].rule], ['sanitation', { version: 1, ruleId: 'covers' }])
    assert.match(proposals[0].reason.zh, /规则“covers”（依据 会议纪要 3 号；小类编码=01003；街道编码=513399001）/)
    assert.equal(proposals[1].unitId, 'roads')
    assert.match(proposals[1].whyNot.zh, /规则“covers”优先/)
    await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'sanitation' }))
    const { events } = await must(s.get('diaodu', at))
    const { body } = events.find((event: { kind: string }) => event.kind === 'dispatched')
    assert.deepEqual(body.ruleSet, { version: 1, ruleId: 'covers' })
    assert.equal(body.runnerUp.unitId, 'roads')
  },
)

story(
  'luzheng, who is on shift, is proposed by name with his load; nobody may be sent from another unit',
  async (s) => {
    const { tx, people, clock } = s
    await tx.run(sql`
    insert into city.shift (district_id, shift_id, person_id, starts_at, ends_at)
    values (${town.districtId}, ${newId()}, ${people.luzheng}, ${new Date(clock.now().getTime() - 3_600_000)},
            ${new Date(clock.now().getTime() + 3_600_000)})`)
    const at = await filed(s)
    const { proposals } = await must(s.get('diaodu', `${at}/dispatch-proposal`))
    assert.deepEqual([proposals[0].person.name, proposals[0].person.openCases], ['luzheng', 0])
    assert.match(proposals[0].person.reason.zh, /当前在班/)
    const wrong = await s.post('diaodu', `${at}/dispatch`, { unitId: 'roads', personId: people.huanwei })
    assert.deepEqual([wrong.status, wrong.body.code, wrong.body.field], [422, 'unknown_person', 'body.personId'])
    await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads', personId: people.luzheng }))
    const again = await must(s.get('diaodu', `${await filed(s)}/dispatch-proposal`))
    assert.equal(again.proposals[0].person.openCases, 1)
  },
)

story(
  'banzhang cannot sign rules that are unsound; each fault comes with rule, line and column in both languages',
  async (s) => {
    const unknown = await refusedFor(s, [rule('a', 'isWorkTime &&\n  street == "513399009"', 'roads')])
    assert.deepEqual([unknown.status, unknown.body.code], [422, 'rules_not_sound'])
    const [fault] = unknown.body.faults
    assert.deepEqual([fault.field, fault.code], ['rules.0.when:2:13', 'unknown_value'])
    assert.match(fault.zh, /规则“a”第 2 行第 13 列：街道编码“513399009”不存在/)
    assert.match(fault.en, /Rule “a”, line 2 column 13/)
    const codesOf = async (rules: readonly object[]) =>
      (await refusedFor(s, rules)).body.faults?.map((each: { code: string }) => each.code)
    assert.deepEqual(await codesOf([rule('a', 'hour > 3', 'nobody')]), ['unknown_unit'])
    assert.deepEqual(await codesOf([rule('a', 'hour > 3', 'roads'), rule('b', '(hour) > 3', 'sanitation')]), [
      'contradiction',
    ])
    assert.deepEqual(await codesOf([rule('a', 'hour >= 0', 'roads'), rule('b', 'hour > 3', 'sanitation')]), [
      'never_wins',
    ])
    await s.tx.run(sql`update city.duty_area set valid_to = '2026-02-01' where district_id = ${town.districtId}`)
    const holes = await codesOf([rule('a', 'kind == "component"', 'roads')])
    assert.ok(holes.length > 10 && holes.every((code: string) => code === 'no_owner'))
  },
)

story('rules that cannot be read are not even simulated, and the check says where', async (s) => {
  const draft = await drafted(s, [rule('a', 'hour >', 'roads'), rule('b', 'hour == "ten"', 'roads')])
  const refused = await s.post('diaodu', `/api/rule-drafts/${draft.draftId}/simulate`, { revision: draft.revision })
  assert.deepEqual([refused.status, refused.body.code], [422, 'simulation_input_unsound'])
  const { items } = await must(s.get('diaodu', `/api/rule-drafts/${draft.draftId}/findings`))
  assert.deepEqual(
    items.map((each: { ruleId: string; code: string; line: number }) => [each.ruleId, each.code, each.line]),
    [
      ['a', 'not_readable', 1],
      ['b', 'type_mismatch', 1],
    ],
  )
})

story(
  'nothing is signed without a simulation of exactly that content, nor over a version the signer has not seen',
  async (s) => {
    const draft = await drafted(s, [rule('a', 'hour > 3', 'roads')])
    const at = `/api/rule-drafts/${draft.draftId}`
    const simulationId = await simulated(s, draft)
    const changed = [rule('a', 'hour > 4', 'roads')]
    const { revision } = await must(
      s.post('diaodu', `${at}/save`, { revision: draft.revision, title: '试行', rules: changed }),
    )
    const sign = (more = {}) =>
      s.post('banzhang', `${at}/publish`, { revision, onTopOf: 0, simulationId, reason: '局务会通过', ...more })
    assert.equal((await sign()).body.code, 'simulation_needed')
    assert.equal((await sign({ revision: revision - 1 })).body.code, 'rule_draft_changed_meanwhile')
    const anew = await simulated(s, { draftId: draft.draftId, revision })
    await inForce(s, [rule('b', 'hour > 5', 'roads')])
    assert.equal((await sign({ simulationId: anew })).body.code, 'rule_set_moved_on')
    assert.equal(
      (await sign({ simulationId: anew, onTopOf: 1, from: '2026-03-01T00:00:00Z' })).body.code,
      'rule_date_too_early',
    )
    const late = await must(sign({ simulationId: anew, onTopOf: 1, from: '2026-03-09T00:00:00Z' }))
    assert.equal(late.inForce, false)
    const { items } = await must(s.get('diaodu', '/api/rule-sets'))
    assert.deepEqual(
      items.map((each: { version: number; inForce: boolean; validTo: string }) => [
        each.version,
        each.inForce,
        each.validTo,
      ]),
      [
        [2, false, null],
        [1, true, '2026-03-09T00:00:00.000Z'],
      ],
    )
    assert.equal((await s.get('diaodu', at)).body.code, 'rule_draft_not_found')
  },
)

story('an older version comes back as a new one, and the old one stays as it was', async (s) => {
  await inForce(s, [rule('a', 'hour > 3', 'roads')])
  await inForce(s, [rule('b', 'hour > 5', 'sanitation')], 1)
  const old = await must(s.get('diaodu', '/api/rule-sets/1'))
  const draft = await must(s.post('diaodu', '/api/rule-drafts', { title: '恢复第 1 版', basedOn: 1 }))
  const simulationId = await simulated(s, draft)
  const signing = { revision: 1, onTopOf: 2, simulationId, reason: '恢复原规则' }
  const back = await must(s.post('banzhang', `/api/rule-drafts/${draft.draftId}/publish`, signing))
  assert.deepEqual([back.version, back.basedOn], [3, 1])
  assert.deepEqual((await must(s.get('diaodu', '/api/rule-sets/3'))).rules, old.rules)
  const after = await must(s.get('diaodu', '/api/rule-sets/1'))
  assert.deepEqual({ ...after, validTo: old.validTo, inForce: false }, { ...old, inForce: false })
})

story('two who write one draft at once: the second is told who was first', async (s) => {
  const draft = await drafted(s, [rule('a', 'hour > 3', 'roads')])
  const at = `/api/rule-drafts/${draft.draftId}`
  await must(s.post('banzhang', `${at}/save`, { revision: draft.revision, title: '试行', rules: [] }))
  const second = await s.post('diaodu', `${at}/save`, { revision: draft.revision, title: '试行', rules: [] })
  assert.deepEqual([second.status, second.body.code], [409, 'rule_draft_changed_meanwhile'])
  assert.match(second.body.title, /banzhang/)
  await must(s.post('diaodu', `${at}/discard`))
  assert.equal((await s.post('diaodu', `${at}/discard`)).status, 404)
})

story('the trial shows in which order rules were asked and why the first that holds decides', async (s) => {
  const at = await filed(s)
  const { number } = await must(s.get('diaodu', at))
  const draft = await drafted(s, [
    rule('night', 'hour >= 22', 'sanitation'),
    rule('covers', 'category == "01003"', 'sanitation'),
    rule('broken', 'hour >', 'roads'),
    rule('roads', 'category.startsWith("01")', 'roads'),
  ])
  const trial = await must(s.get('diaodu', `/api/rule-trial?number=${number}&draftId=${draft.draftId}`))
  assert.deepEqual(
    trial.asked.map((each: { outcome: string }) => each.outcome),
    ['not_holding', 'decides', 'unreadable', 'holds_later'],
  )
  assert.deepEqual([trial.chosen.unitId, trial.runnerUp.unitId], ['sanitation', 'roads'])
  assert.equal(trial.facts.find((each: { name: string }) => each.name === 'hour').value, '10')
  assert.equal((await s.get('diaodu', '/api/rule-trial?number=nothing')).status, 404)
})

story('diaodu drafts but may not sign; luzheng may neither read nor write; wairen gets nothing', async (s) => {
  const draft = await drafted(s, [])
  const signing = { revision: draft.revision, onTopOf: 0, simulationId: newId(), reason: '自行发布' }
  assert.equal((await s.post('diaodu', `/api/rule-drafts/${draft.draftId}/publish`, signing)).status, 403)
  assert.equal((await s.post('lingdao', '/api/rule-drafts', { title: 'x' })).status, 403)
  assert.equal((await s.get('lingdao', '/api/rule-sets')).status, 200)
  for (const who of ['luzheng', 'wairen', 'xitong'] as const)
    assert.equal((await s.get(who, `/api/rule-drafts/${draft.draftId}`)).status, 403)
})

story('the duty table answers alike whether it is asked in the database or in memory', async ({ tx, clock }) => {
  const now = clock.now()
  const table = await listDuties(tx, town.districtId)
  for (const category of ['', '01003', '02001', '06013', '07001', '10001'])
    for (const area of ['', '513399001', '513399001001001'])
      for (const kind of ['component', 'matter'] as const) {
        const asked = await matchDuty(tx, town.districtId, { kind, category, areaCode: area, on: now })
        const found = dutiesFor(table, { kind, category, area, on: now.toISOString().slice(0, 10) })
        assert.deepEqual(
          found.slice(0, 2).map(({ unitId }) => unitId),
          asked.map(({ unitId }) => unitId),
        )
      }
})
