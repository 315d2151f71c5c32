import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { filed, must } from '../testing/steps.ts'
import { story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const near = '/api/dispatch/near'

story(
  'diaodu sees the whole queue by working minutes left: what is due at nine tomorrow is near at half past five',
  async (s) => {
    const ids: string[] = []
    for (let n = 0; n < 4; n++) ids.push((await filed(s)).split('/').at(-1)!)
    s.clock.set(new Date('2026-03-03T17:30:00+08:00'))
    const dues = [
      '2026-03-04T09:00:00+08:00',
      '2026-03-03T17:50:00+08:00',
      '2026-03-04T10:00:00+08:00',
      '2026-03-03T17:00:00+08:00',
    ]
    for (const [at, due] of dues.entries())
      await s.tx.run(sql`update city.case set due_at = ${due}::timestamptz
      where district_id = ${town.districtId} and case_id = ${ids[at]!}::uuid`)
    const seen = await must(s.get('diaodu', near))
    assert.deepEqual(
      seen.items.map(({ caseId, minutesLeft }: { caseId: string; minutesLeft: number }) => [
        ids.indexOf(caseId),
        minutesLeft,
      ]),
      [
        [1, 20],
        [0, 90],
      ],
    )
    assert.deepEqual([seen.total, seen.until], [2, '2026-03-04T01:30:00.000Z'])
    const short = await must(s.get('diaodu', `${near}?limit=1`))
    assert.deepEqual([short.items.length, short.total], [1, 2])
    assert.equal((await s.get('diaodu', `${near}?hours=2`)).status, 400)
    assert.equal((await s.get('luzheng', near)).status, 403)
  },
)
