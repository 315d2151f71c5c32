import { mustHaveFiles } from '#city/case/attachments.ts'
import { maskPersonal } from '#city/case/mask.ts'
import { type Acting, takerOf } from '#city/case/port.ts'
import { type CaseState, foldCase } from '#city/case/state.ts'
import { listCaseFiles, readHistory } from '#city/case/store.ts'
import { findComponent } from '#city/component/store.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import { findDistrict } from '#city/organisation/district.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { acceptPhoto, type FileDeps } from '#kernel/files/accept.ts'
import { sendFile } from '#kernel/files/send.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { countPhoto, findLetter, insertAnswer, listAnswers, markOpened } from '../letter-store.ts'
import { endOf, isSigned, type Letter, letterIdOf, MOST_ANSWERS, MOST_PHOTOS } from '../link.ts'
import { ownerProblems } from '../problems.ts'
import { OWNER_ANSWERED } from '../tell.ts'
import { answerLetter, letterPhoto, openLetter, viewLetterPhoto } from './contract.ts'

const COOKIE = 'yiwang.letter'
const DAY_MS = 86_400_000
const take = takerOf('command')

type Opened = { readonly letter: Letter; readonly state: CaseState }
type Parts = { readonly sealer: Sealer; readonly files: FileDeps; readonly secure: boolean }

const answerZh = {
  acknowledged: '已知悉',
  planned: '计划处置',
  done: '已处置',
  not_ours: '认为不属我方',
} as const

/** What the holder of a signed link may do: look at one case, and answer it. */
export const ownerLetterRoutes = ({ sealer, files, secure }: Parts): readonly Route[] => [
  route(openLetter, async ({ tx, params: { district }, body: { token }, now, response }) => {
    const opened = await mustOpen(tx, sealer, { districtId: district, token, now })
    await markOpened(tx, opened.letter, now)
    const age = Math.floor((opened.letter.validTo.getTime() - now.getTime()) / 1000)
    response.header(
      'set-cookie',
      `${COOKIE}=${token}; Path=/api/public/${district}/owner; Max-Age=${age}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`,
    )
    return shown(tx, opened)
  }),
  route(answerLetter, async ({ tx, params: { district }, body, request, now }) => {
    const opened = await mustOpen(tx, sealer, { districtId: district, token: tokenIn(request.headers.cookie), now })
    const { letter, state } = opened
    const plannedAt = body.plannedAt === null ? null : new Date(body.plannedAt)
    if (plannedAt && (plannedAt <= now || plannedAt.getTime() > now.getTime() + 90 * DAY_MS))
      throw ownerProblems.owner_planned_past({}, 'body.plannedAt')
    await mustHaveFiles(tx, { districtId: district, personId: doerOf(letter).id }, body.files, now)
    const entered = await insertAnswer(tx, letter, { ...body, plannedAt, at: now }, MOST_ANSWERS)
    if (entered === undefined) throw ownerProblems.owner_letter_full()
    await noted(tx, letter, state, { ...body, plannedAt, now })
    return shown(tx, { letter, state })
  }),
  route(letterPhoto, async ({ tx, params: { district }, bytes, request, now }) => {
    const { letter } = await mustOpen(tx, sealer, { districtId: district, token: tokenIn(request.headers.cookie), now })
    if ((await countPhoto(tx, letter, MOST_PHOTOS)) === 0) throw ownerProblems.owner_letter_full()
    const upload = { districtId: district, bytes, name: 'photo', uploadedBy: doerOf(letter).id, purpose: 'case' }
    return { fileId: (await acceptPhoto(files, tx, upload)).fileId }
  }),
  route(viewLetterPhoto, async ({ tx, params: { district, fileId }, request, response, now }) => {
    const { letter } = await mustOpen(tx, sealer, { districtId: district, token: tokenIn(request.headers.cookie), now })
    if (!(await photosOf(tx, letter)).includes(fileId)) throw ownerProblems.owner_letter_not_found({}, 'params.fileId')
    return sendFile(response, files.store, tx, { districtId: district, fileId, variant: 'screen' as const })
  }),
]

const tokenIn = (cookies: string | undefined): string =>
  cookies?.match(/(?:^|;\s*)yiwang\.letter=([A-Za-z0-9_-]{20,100})(?:;|$)/)?.[1] ?? ''

type Asked = { readonly districtId: string; readonly token: string; readonly now: Date }

/** Error: `owner_letter_not_found`, the same for a forged link, an expired one and one that was withdrawn. */
async function mustOpen(db: Db, sealer: Sealer, { districtId, token, now }: Asked): Promise<Opened> {
  const letterId = letterIdOf(token)
  const letter = letterId === undefined ? undefined : await findLetter(db, districtId, letterId)
  if (!letter || !isSigned(sealer, token, letter)) throw ownerProblems.owner_letter_not_found()
  const state = foldCase(await readHistory(db, districtId, letter.caseId))
  if (endOf(letter, state.stage, now)) throw ownerProblems.owner_letter_not_found()
  return { letter, state }
}

/** Everything an owner does is done in the name of its letter. */
const doerOf = ({ letterId, ownerName }: Letter) => ({
  id: `owner:${letterId}`,
  name: `${ownerName}（权属单位）`,
  unit: null,
  actor: undefined,
})

type Said = {
  readonly answer: keyof typeof answerZh
  readonly plannedAt: Date | null
  readonly note: string
  readonly files: readonly string[]
  readonly now: Date
}

/** Puts an answer on the case's line of time with its photos, and tells whoever has the case. */
async function noted(tx: Tx, letter: Letter, state: CaseState, { answer, plannedAt, note, files, now }: Said) {
  const { districtId, caseId, ownerName, letterId } = letter
  const acting: Acting = { districtId, caseId, doer: doerOf(letter), now }
  const district = plannedAt ? await findDistrict(tx, districtId) : undefined
  const when = plannedAt && district ? ` ${minuteIn(district.timeZone, plannedAt)}` : ''
  const said = answerZh[answer]
  const text = `权属单位答复：${said}${when}${note ? `。${note}` : ''}`
  await take(tx, acting, 'noted', { text })
  if (files.length > 0)
    await take(tx, acting, 'attached', {
      files,
      purpose: answer === 'done' ? 'after' : 'other',
      note: text.slice(0, 200),
    })
  await wantNotice(tx, districtId, {
    ...{ to: state.unitId ? { unitId: state.unitId } : { post: 'dispatcher' }, template: 'owner.answered', caseId },
    ...{ params: { owner: ownerName, said: `${said}${when}` }, reason: '权属单位已答复' },
  })
  const payload = {
    caseId,
    number: state.number,
    letterId,
    ownerName,
    answer,
    plannedAt: plannedAt?.toISOString() ?? null,
  }
  await outbox.add(tx, { districtId, topic: OWNER_ANSWERED, key: caseId, payload })
}

const minuteIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('zh-CN', {
    ...{ timeZone, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false },
  }).format(at)

/** Pictures an owner may see: what was reported, and what it brought itself. */
async function photosOf(db: Db, letter: Letter): Promise<readonly string[]> {
  const reported = (await listCaseFiles(db, letter.districtId, letter.caseId)).flatMap(({ fileId, purpose }) =>
    purpose === 'report' ? [fileId] : [],
  )
  return [...reported, ...(await listAnswers(db, letter)).flatMap(({ files }) => files)]
}

async function shown(db: Db, { letter, state }: Opened) {
  const { point, componentCode } = state.place
  const thing = componentCode ? await findComponent(db, letter.districtId, componentCode) : undefined
  const answers = await listAnswers(db, letter)
  return {
    ownerName: letter.ownerName,
    validTo: letter.validTo,
    number: state.number,
    category: state.category?.name ?? null,
    description: maskPersonal(state.description),
    placeText: maskPersonal(state.place.text),
    point: point ? { frame: 'CGCS2000' as const, lon: point.lon, lat: point.lat } : null,
    thing: thing ? { code: thing.code, name: thing.name } : null,
    photos: [...(await photosOf(db, letter))],
    answers: answers.map(({ answer, plannedAt, note, files, at }) => ({
      answer,
      plannedAt,
      note,
      photos: files.length,
      at,
    })),
  }
}
