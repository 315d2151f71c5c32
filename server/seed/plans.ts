import type { Organisation } from '#cities/dachuan/organisation.ts'
import { Effects } from '#city/emergency/effects.ts'
import { insert as insertCampaign } from '#command/campaign/store.ts'
import { putPackage } from '#command/plan/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'

const A_DAY = 86_400_000
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

/** Two packages for an emergency and one campaign in its third week, as a district would have them prepared. */
export async function seedPlans(
  tx: Tx,
  districtId: string,
  { departments }: Organisation,
  now: Date,
): Promise<Record<string, number>> {
  const unit = (key: string) => departments.find((each) => each.key === key)?.code ?? departments[0]?.code ?? ''
  const packages = [
    {
      name: '防汛',
      level: '应急状态 1+2',
      effects: Effects.parse({
        stages: {
          dispatch: { value: 5, unit: 'urgent_minute' },
          accept: { value: 10, unit: 'urgent_minute' },
        },
        categories: [{ kind: 'component', category: '01', limit: { value: 2, unit: 'urgent_hour' } }],
        routing: [{ kind: 'component', category: '01', areaCode: '', unitId: unit('municipal') }],
        teams: [
          { unitId: unit('municipal'), duty: '排水抢险队待命，井盖、积水一小时内到场' },
          { unitId: unit('sanitation'), duty: '清淤和垃圾清运队待命' },
        ],
        posts: ['dispatcher', 'duty_chief', 'unit_handler'],
        text: '按防汛预案执行，积水和井盖类案件优先派遣，随到随办。',
      }),
    },
    {
      name: '冰雪',
      level: '应急状态 1',
      effects: Effects.parse({
        stages: { dispatch: { value: 10, unit: 'urgent_minute' } },
        teams: [{ unitId: unit('sanitation'), duty: '除雪队上路，主次干道先行' }],
        posts: ['dispatcher', 'unit_handler'],
        text: '以雪为令，道路结冰类案件优先处置。',
        reprojectOpen: false,
      }),
    },
  ]
  for (const each of packages)
    await putPackage(tx, districtId, { ...each, packageId: newId(), version: 1, changedAt: now, changedBy: '值班长' })
  await insertCampaign(tx, districtId, {
    campaignId: newId(),
    name: '占道经营专项整治',
    goal: '六周内占道经营案件办结率九成五，复发点位逐点销号',
    target: 95,
    startsOn: dayOf(now.getTime() - 20 * A_DAY),
    endsOn: dayOf(now.getTime() + 21 * A_DAY),
    filter: { kind: 'matter', category: '', areaCode: '', source: null, text: '占' },
    openedAt: now,
    openedBy: '值班长',
    ownerUnitId: null,
  })
  return { 应急预案: packages.length, 专项整治: 1 }
}
