import assert from 'node:assert/strict'
import { decide } from '../testing/rules.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'

async function inHand(s: Story): Promise<string> {
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await must(s.post('luzheng', `${at}/accept`))
  return at
}

const codeOf = async (reply: ReturnType<Story['post']>): Promise<string> => (await reply).body.code

/** What the screen is told of a step. */
async function shown(s: Story, who: 'diaodu' | 'banzhang' | 'luzheng' | 'shouli', at: string, kind: string) {
  const { permitted } = await must(s.get(who, at))
  const found = permitted.find((each: { kind: string }) => each.kind === kind)
  return found?.allowed ? 'allowed' : found?.refusal.code
}

const until = '2026-06-01'

story('with one level diaodu decides alone, as before', async (s) => {
  const at = await inHand(s)
  await must(s.post('luzheng', `${at}/ask-extension`, { reason: '需定制井盖' }))
  assert.equal(await shown(s, 'diaodu', at, 'endorsed'), 'nothing_to_endorse')
  const endorsing = s.post('diaodu', `${at}/endorse`, { what: 'extension', approve: true })
  assert.equal(await codeOf(endorsing), 'nothing_to_endorse')
  await must(s.post('diaodu', `${at}/decide-extension`, { approve: true }))
})

story(
  'with two levels diaodu endorses and banzhang decides: not before, not the same person, not a mere dispatcher',
  async (s) => {
    await decide(s, { approvals: { extension: 2, suspension: 2 } })
    const at = await inHand(s)
    await must(s.post('luzheng', `${at}/ask-extension`, { reason: '需定制井盖' }))
    for (const who of ['diaodu', 'banzhang'] as const) {
      assert.equal(await shown(s, who, at, 'extension_approved'), 'endorse_first')
      assert.equal(await codeOf(s.post(who, `${at}/decide-extension`, { approve: true })), 'endorse_first')
    }
    assert.equal(
      await codeOf(s.post('luzheng', `${at}/endorse`, { what: 'extension', approve: true })),
      'not_permitted',
    )
    const other = s.post('diaodu', `${at}/endorse`, { what: 'suspension', approve: true })
    assert.equal(await codeOf(other), 'nothing_to_endorse', 'what was not asked for is not endorsed')
    assert.equal(await shown(s, 'diaodu', at, 'endorsed'), 'allowed')
    await must(s.post('diaodu', `${at}/endorse`, { what: 'extension', approve: true, note: '情况属实' }))
    assert.equal(await shown(s, 'diaodu', at, 'extension_approved'), 'same_approver')
    assert.equal(await codeOf(s.post('diaodu', `${at}/decide-extension`, { approve: true })), 'same_approver')
    assert.equal(
      await codeOf(s.post('banzhang', `${at}/endorse`, { what: 'extension', approve: true })),
      'nothing_to_endorse',
    )
    await must(s.post('banzhang', `${at}/decide-extension`, { approve: true }))
    assert.equal((await must(s.get('diaodu', at))).pending, '')

    await must(s.post('luzheng', `${at}/ask-suspension`, { reason: '冬季不能施工', until }))
    await must(s.post('banzhang', `${at}/endorse`, { what: 'suspension', approve: true }))
    assert.equal(await codeOf(s.post('banzhang', `${at}/decide-suspension`, { approve: true })), 'same_approver')
    assert.equal(await codeOf(s.post('diaodu', `${at}/decide-suspension`, { approve: true })), 'not_permitted')
  },
)

story('a request is refused at either level, and may then be asked again', async (s) => {
  await decide(s, { approvals: { extension: 2 } })
  const at = await inHand(s)
  await must(s.post('luzheng', `${at}/ask-extension`, { reason: '需定制井盖' }))
  await must(s.post('diaodu', `${at}/endorse`, { what: 'extension', approve: false, note: '理由不足' }))
  assert.equal((await must(s.get('luzheng', at))).events.at(-1).kind, 'extension_refused')
  await must(s.post('luzheng', `${at}/ask-extension`, { reason: '厂家停产，需定制' }))
  await must(s.post('diaodu', `${at}/endorse`, { what: 'extension', approve: true }))
  await must(s.post('banzhang', `${at}/decide-extension`, { approve: false, note: '另调库存' }))
  const detail = await must(s.get('luzheng', at))
  assert.deepEqual([detail.pending, detail.events.at(-1).kind], ['', 'extension_refused'])
})

story(
  'voiding with one level: shouli asks, banzhang voids or refuses; without a request banzhang may void alone',
  async (s) => {
    const [one, two] = [await filed(s), await filed(s)]
    await must(s.post('shouli', `${one}/ask-void`, { reason: '重复登记' }))
    assert.equal((await must(s.get('banzhang', '/api/cases?list=to-void'))).items.length, 1)
    assert.equal(await codeOf(s.post('shouli', `${one}/ask-void`, { reason: '再申请' })), 'already_asked')
    assert.equal(
      await codeOf(s.post('shouli', `${one}/decide-void`, { approve: true, reason: '自己批' })),
      'not_permitted',
    )
    await must(s.post('banzhang', `${one}/decide-void`, { approve: false, reason: '并非重复' }))
    await must(s.post('shouli', `${one}/ask-void`, { reason: '已核对，确为重复' }))
    await must(s.post('banzhang', `${one}/decide-void`, { approve: true, reason: '同意' }))
    assert.equal((await must(s.get('banzhang', one))).stage, 'void')
    await must(s.post('banzhang', `${two}/void`, { reason: '误登记' }))
  },
)

story(
  'voiding with two levels: nobody voids alone, nobody endorses their own request, either level refuses',
  async (s) => {
    await decide(s, { approvals: { voiding: 2 } })
    const at = await filed(s)
    assert.equal(await shown(s, 'banzhang', at, 'voided'), 'void_ask_first')
    assert.equal(await codeOf(s.post('banzhang', `${at}/void`, { reason: '误登记' })), 'void_ask_first')
    await must(s.post('diaodu', `${at}/ask-void`, { reason: '非本区案件' }))
    assert.equal(await codeOf(s.post('diaodu', `${at}/endorse-void`, { approve: true })), 'same_approver')
    assert.equal(
      await codeOf(s.post('banzhang', `${at}/decide-void`, { approve: true, reason: '同意' })),
      'endorse_first',
    )
    await must(s.post('diaodu', `${at}/endorse-void`, { approve: false, note: '撤回申请' }))
    await must(s.post('shouli', `${at}/ask-void`, { reason: '非本区案件' }))
    await must(s.post('diaodu', `${at}/endorse-void`, { approve: true }))
    assert.equal(await codeOf(s.post('diaodu', `${at}/endorse-void`, { approve: false })), 'not_permitted')
    assert.equal(
      await codeOf(s.post('wairen', `${at}/decide-void`, { approve: true, reason: '同意' })),
      'not_permitted',
    )
    await must(s.post('banzhang', `${at}/decide-void`, { approve: true, reason: '同意' }))
    assert.equal((await must(s.get('banzhang', at))).stage, 'void')
  },
)

story('what the district wants attached must be attached, and the form is told so', async (s) => {
  await decide(s, { filesNeeded: ['extension_asked', 'void_asked', 'handled'] })
  const at = await inHand(s)
  const bare = await s.post('luzheng', `${at}/ask-extension`, { reason: '需定制井盖' })
  assert.deepEqual([bare.body.code, bare.body.field], ['files_needed', 'body.files'])
  const { permitted } = await must(s.get('luzheng', at))
  assert.equal(permitted.find((each: { kind: string }) => each.kind === 'extension_asked').filesNeeded, true)
  assert.equal(permitted.find((each: { kind: string }) => each.kind === 'suspension_asked').filesNeeded, false)
  await must(s.post('luzheng', `${at}/ask-extension`, { reason: '需定制井盖', files: [await s.photo('luzheng')] }))
  assert.equal(await codeOf(s.post('shouli', `${await filed(s)}/ask-void`, { reason: '重复登记' })), 'files_needed')
})

story('rules hold for cases registered afterwards only; who decided them, when and why stays on record', async (s) => {
  const older = await inHand(s)
  await decide(s, { approvals: { extension: 2 }, vetoDays: 30 })
  await must(s.post('luzheng', `${older}/ask-extension`, { reason: '需定制井盖' }))
  await must(s.post('diaodu', `${older}/decide-extension`, { approve: true }))
  const { version, rules, versions } = await must(s.get('diaodu', '/api/district-rules'))
  assert.deepEqual([version, rules.approvals.extension, rules.vetoDays], [1, 2, 30])
  assert.deepEqual([versions[0].byName, versions[0].reason], ['xitong', '区政府办公会纪要'])
  const stale = await s.post('xitong', '/api/district-rules', {
    rules: { ...rules, vetoDays: 7 },
    reason: '另有安排',
    basedOn: 0,
  })
  assert.equal(stale.body.code, 'rules_moved_on')
  const same = await s.post('xitong', '/api/district-rules', { rules, reason: '重发一遍', basedOn: 1 })
  assert.equal(same.body.code, 'rules_unchanged')
  assert.equal(await codeOf(s.post('banzhang', '/api/district-rules', {})), 'not_permitted')
  const bad = { rules: { ...rules, approvals: { ...rules.approvals, voiding: 3 } }, reason: '三级', basedOn: 1 }
  assert.equal((await s.post('xitong', '/api/district-rules', bad)).body.field, 'body.rules.approvals.voiding')
})
