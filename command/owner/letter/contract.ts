import { z } from 'zod'
import { FileIds, WirePoint } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const tag = '权属单位'
const district = z.strictObject({ district: z.string().regex(/^[0-9]{6}$/) })
const token = z.string().min(20).max(100)
const at = (path: string) => `/api/public/:district/owner/${path}`
const answers = ['acknowledged', 'planned', 'done', 'not_ours'] as const

/** What an owner is told: the one case on its thing, with what it answered so far; who reported is not told. */
const Shown = z.object({
  ownerName: z.string(),
  validTo: Instant,
  number: z.string(),
  category: z.string().nullable(),
  description: z.string(),
  placeText: z.string(),
  point: WirePoint.nullable(),
  thing: z.object({ code: z.string(), name: z.string() }).nullable(),
  photos: z.array(Id),
  answers: z.array(
    z.object({
      answer: z.enum(answers),
      plannedAt: Instant.nullable(),
      note: z.string(),
      photos: z.int(),
      at: Instant,
    }),
  ),
})

export const openLetter = defineRoute({
  method: 'POST',
  path: at('open'),
  tag,
  summary: { zh: '打开告知链接：哪个设施、什么问题', en: 'Open a letter: which thing, what is wrong' },
  access: 'public',
  outsideLedger: true,
  params: district,
  body: z.strictObject({ token }),
  reply: Shown,
  problems: ['owner_letter_not_found'],
})

export const answerLetter = defineRoute({
  method: 'POST',
  path: at('answer'),
  tag,
  summary: {
    zh: '答复：已知悉、计划时间、已处置（附照片）、不属我方',
    en: 'Answer: seen, planned, done with a photo, or not ours',
  },
  access: 'public',
  params: district,
  body: z
    .strictObject({
      answer: z.enum(answers),
      plannedAt: Instant.nullable().default(null),
      note: z.string().trim().max(500).default(''),
      files: FileIds,
    })
    .refine(({ answer, plannedAt }) => (answer === 'planned') === (plannedAt !== null), {
      path: ['plannedAt'],
      message: '请写计划处置时间',
    })
    .refine(({ answer, files }) => answer !== 'done' || files.length > 0, {
      path: ['files'],
      message: '请附一张处置后的照片',
    })
    .refine(({ answer, note }) => answer !== 'not_ours' || note.length >= 2, {
      path: ['note'],
      message: '请写明理由',
    }),
  reply: Shown,
  problems: ['owner_letter_not_found', 'owner_letter_full', 'owner_planned_past', 'unknown_file'],
})

export const letterPhoto = defineRoute({
  method: 'POST',
  path: at('photos'),
  tag,
  summary: { zh: '上传处置照片', en: 'Upload a photo' },
  access: 'public',
  params: district,
  bytes: true,
  reply: z.object({ fileId: Id }),
  problems: ['owner_letter_not_found', 'owner_letter_full', 'photo_too_large'],
})

export const viewLetterPhoto = defineRoute({
  method: 'GET',
  path: at('photos/:fileId'),
  tag,
  summary: { zh: '查看现场照片', en: 'A photo of the case' },
  access: 'public',
  params: district.extend({ fileId: Id }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['owner_letter_not_found'],
})
