import type { Organisation } from '#cities/dachuan/organisation.ts'
import type { Rule } from '#command/rule/rule.ts'
import { insertDraft, insertRuleSet } from '#command/rule/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { Hired } from './office.ts'

const plain = { coUnits: [], from: null, to: null } as const

/** The demo's routing rules: few, of different kinds, each with an authority of its own invention. */
export function demoRules({ departments }: Pick<Organisation, 'departments'>): Rule[] {
  const unit = (key: string) => departments.find((each) => each.key === key)?.code ?? key
  return [
    {
      ...plain,
      id: 'leader',
      title: '领导批件由当班人员承办',
      when: 'source == "leader"',
      unit: 'duty',
      person: { by: 'on_shift' },
      authority: '演示：区局会议纪要第 3 号',
    },
    {
      ...plain,
      id: 'night-roads',
      title: '夜间道路抢修',
      when: 'category in ["06013", "06014"] && (hour >= 22 || hour < 6)',
      unit: unit('municipal'),
      coUnits: [unit('sanitation')],
      person: { by: 'on_shift' },
      authority: '演示：夜间应急值守办法',
    },
    {
      ...plain,
      id: 'site-dust',
      title: '工地扬尘先派执法',
      when: 'category == "08004" && source in ["hotline", "citizen", "12345"]',
      unit: unit('enforcement'),
      coUnits: [unit('environment')].filter((code) => code !== ''),
      person: { by: 'least_load' },
      authority: '演示：扬尘治理专项方案',
    },
    {
      ...plain,
      id: 'component-owner',
      title: '部件由权属单位负责',
      when: 'kind == "component"',
      unit: 'component_owner',
      person: { by: 'none' },
      authority: '演示：部件管养移交协议',
    },
  ]
}

/** Signs the demo's first version on its founding day and leaves a draft on the desk. */
export async function seedRules(
  tx: Tx,
  districtId: string,
  organisation: Organisation,
  people: readonly Hired[],
  { founded, now }: { founded: Date; now: Date },
): Promise<number> {
  const holder = (post: string) => people.find(({ posts }) => (posts as readonly string[]).includes(post))
  const chief = holder('duty_chief')
  const rules = demoRules(organisation)
  if (!chief) return 0
  await insertRuleSet(tx, districtId, {
    ...{ title: '首版派遣规则', rules, basedOn: null, simulationId: null, onTopOf: 0 },
    ...{ validFrom: founded, publishedAt: founded, signer: chief, reason: '演示区建立' },
  })
  const [street] = organisation.departments.filter(({ kind }) => kind === 'street-office')
  const draft: Rule = {
    ...plain,
    id: 'rubbish-street',
    title: '暴露垃圾先派街道',
    when: `category == "06010" && street == ${JSON.stringify(street?.street ?? '')}`,
    unit: street?.code ?? 'duty',
    person: { by: 'on_shift' },
    authority: '演示：街道属地责任清单',
  }
  const savedBy = holder('dispatcher')?.name ?? chief.name
  await insertDraft(tx, districtId, {
    ...{ title: '街道属地试行', basedOn: 1, rules: [draft, ...rules], savedAt: now, savedBy },
  })
  return rules.length
}
