import { soundIndustries } from '../industries/discover.ts'
import { turnIndustry } from '../industries/routes.ts'
import type { Story } from './story.ts'
import { town } from './town.ts'

/** Turns on the first industry that inspects and works, whichever it is, and registers so many components of its kind. */
export async function upkeepTown(s: Story, count: number) {
  const industries = await soundIndustries()
  const industry = industries.find(({ command: { inspections, jobs } }) => inspections[0]?.job && jobs.length > 0)
  const kind = industry?.command.inspections.find(({ job }) => job)
  const job = industry?.command.jobs.find(({ id }) => id === kind?.job)
  if (!industry || !kind || !job) throw new Error('no industry inspects and works')
  const turn = { isOn: true, reason: '启用', at: s.clock.now(), by: '值班长', signedBy: '值班长' }
  await turnIndustry(s.tx, town.districtId, industry, turn)
  const codes: string[] = []
  for (let at = 0; at < count; at++) {
    const place = { frame: 'CGCS2000', lon: 107.5002 + at * 0.0001, lat: 31.2005 }
    const thing = {
      kind: kind.components[0],
      name: '设施',
      ownerName: '市政设施所',
      address: `南大街 ${at + 1} 号`,
      place,
    }
    codes.push((await s.post('xitong', '/api/components', thing)).body.code)
  }
  return { industry, kind, job, codes: codes.toSorted() }
}
