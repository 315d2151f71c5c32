import type { Typesetter } from '#kernel/documents/typesetter.ts'
import { audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { briefOf } from './brief.ts'
import { briefPdf } from './brief-print.ts'
import { listBriefCases as listCases, readBrief } from './brief-store.ts'
import { getBrief, listBriefCases, printBrief } from './contract.ts'

/** The leader's brief: read now, with the cases behind each number, and on one page of paper. */
export const briefRoutes = (typesetter: Typesetter): readonly Route[] => [
  route(getBrief, async ({ tx, actor, now }) => briefOf(await readBrief(tx, actor, now))),
  route(listBriefCases, ({ tx, actor, query, now }) => listCases(tx, actor, query, now)),
  route(printBrief, async ({ tx, actor, now, requestId, response }) => {
    const brief = briefOf(await readBrief(tx, actor, now))
    const deed = { districtId: actor.districtId, actorId: actor.accountId, act: 'GET brief/print', target: brief.asOf }
    await audit(tx, { ...deed, requestId, now })
    const name = `${brief.district}城市管理专报-${brief.asOf.replaceAll(/[: ]/g, '')}.pdf`
    response.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    return response.type('application/pdf').send(briefPdf(typesetter, brief, now))
  }),
]
