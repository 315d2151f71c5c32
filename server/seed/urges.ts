import type { Doer } from '#city/case/port.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { issue } from '#supervise/urge/issue.ts'
import type { Hired } from './office.ts'

const HOUR = 3_600_000

/** A few orders of the last days, so that the list of urge orders has each kind: with a case, with several, with none. */
export async function seedUrges(tx: Tx, districtId: string, people: readonly Hired[], now: Date): Promise<number> {
  const by = (post: string): Doer => {
    const person = people.find(({ posts }) => (posts as readonly string[]).includes(post))
    if (!person) throw new Error(`the demo has nobody with the post ${post}`)
    return { id: person.personId, name: person.name, unit: person.unitId, actor: undefined }
  }
  const open = await tx.many<{ caseId: string; unitId: string; number: string }>(sql`
    select case_id as "caseId", unit_id as "unitId", number from city.case
     where district_id = ${districtId} and stage = 'handling' and unit_id is not null
     order by reported_at desc, case_id limit 40`)
  const [first] = open
  if (!first) return 0
  const same = open.filter(({ unitId }) => unitId === first.unitId).slice(0, 3)
  const other = open.find(({ unitId }) => unitId !== first.unitId) ?? first
  const at = (hours: number) => new Date(now.getTime() - hours * HOUR)
  const tell = (post: string, hours: number) => ({ districtId, doer: by(post), now: at(hours) })
  const caseIds = (cases: readonly { caseId: string }[]) => cases.map(({ caseId }) => caseId)
  await issue(tx, tell('leader', 0), {
    ...{ type: 'leader', instructedBy: '区政府分管领导', unitId: first.unitId },
    text: '同类问题反复出现，请查明原因，本周内集中整治并书面报告。',
    caseIds: caseIds(same),
  })
  await issue(tx, tell('supervisor', 0), {
    ...{ type: 'important', instructedBy: '', unitId: other.unitId, caseIds: caseIds([other]) },
    text: '市民多次反映，请优先处置，完成后附前后照片答复。',
  })
  await issue(tx, tell('supervisor', 30), {
    ...{ type: 'important', instructedBy: '', unitId: first.unitId, caseIds: [] },
    text: '报送汛期前雨水井盖排查台账。',
  })
  return 3
}
