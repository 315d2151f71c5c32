import { type Route, route } from '#kernel/http/route.ts'
import { mustHaveFiles } from './attachments.ts'
import { attachToCase, countCases, getCase, listCases, noteCase } from './contract.ts'
import { countWorklists, listCasesOf } from './list.ts'
import { stepsOf } from './port.ts'
import { viewCase } from './view.ts'

const step = stepsOf('city')

/** Reading cases, and the two steps that belong to nobody in particular. */
export const caseRoutes: readonly Route[] = [
  route(listCases, ({ tx, actor, query, now }) => listCasesOf(tx, actor, query, now)),
  route(countCases, ({ tx, actor, now }) => countWorklists(tx, actor, now)),
  route(getCase, ({ tx, actor, params, now }) => viewCase(tx, actor, params.id, now)),
  step(noteCase, 'noted', ({ text }) => ({ text })),
  step(attachToCase, 'attached', async (input, { tx, actor, now }) => {
    await mustHaveFiles(tx, actor, input.files, now)
    return input
  }),
]
