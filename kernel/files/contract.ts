import { z } from 'zod'
import { defineRoute, Id, Instant } from '../http/contract.ts'

export const uploadPhoto = defineRoute({
  method: 'POST',
  path: '/api/photos',
  tag: '附件',
  summary: { zh: '上传照片（请求体即图片）', en: 'Upload a photo; the body is the image' },
  access: 'signed-in',
  query: z.strictObject({ name: z.string().max(200).default('') }),
  bytes: true,
  reply: z.object({ fileId: Id, width: z.int(), height: z.int(), sha256: z.string() }),
  problems: ['photo_not_image', 'photo_too_large', 'photo_too_many_pixels'],
})

/** A photo's pictures are those without its boxes once it is redacted; the original needs a permission, and each view is recorded. */
export const viewFile = defineRoute({
  method: 'GET',
  path: '/api/files/:fileId/:variant',
  tag: '附件',
  summary: { zh: '附件：缩略图、屏幕图或原件', en: 'A file: thumb, screen or original' },
  access: 'case.read',
  params: z.strictObject({ fileId: Id, variant: z.enum(['thumb', 'screen', 'original']) }),
  /** Changes nothing but the address, so that a screen asks anew after a change. */
  query: z.strictObject({ again: z.string().max(40).optional() }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['not_found', 'file_corrupt'],
})

const share = z.number().min(0).max(1)

/** A rectangle as shares of the upright picture. */
export const RedactionBox = z
  .strictObject({ x: share, y: share, width: share.min(0.002), height: share.min(0.002) })
  .refine(({ x, width }) => x + width <= 1.0001, {
    path: ['width'],
    error: '遮盖框超出照片 · the box leaves the picture',
  })
  .refine(({ y, height }) => y + height <= 1.0001, {
    path: ['height'],
    error: '遮盖框超出照片 · the box leaves the picture',
  })
export type RedactionBox = z.output<typeof RedactionBox>

const FileParams = z.strictObject({ fileId: Id })

export const getRedactions = defineRoute({
  method: 'GET',
  path: '/api/files/:fileId/redactions',
  tag: '附件',
  summary: { zh: '照片遮盖的各个版本', en: 'The versions of a photo’s redaction, latest first' },
  access: 'case.read',
  params: FileParams,
  reply: z.object({
    width: z.int(),
    height: z.int(),
    versions: z.array(
      z.object({
        version: z.int(),
        boxes: z.array(RedactionBox),
        reason: z.string(),
        madeByName: z.string(),
        madeAt: Instant,
      }),
    ),
  }),
  problems: ['file_not_found', 'redact_not_photo'],
})

export const redactFile = defineRoute({
  method: 'POST',
  path: '/api/files/:fileId/redactions',
  tag: '附件',
  summary: {
    zh: '遮盖照片：除原件外不再有框内的像素；不给框即撤销',
    en: 'Black out a photo: nothing but the original keeps those pixels; no boxes undo it',
  },
  access: 'photo.redact',
  params: FileParams,
  body: z.strictObject({
    /** The version looked at; 0 where there is none yet. */
    seen: z.int().min(0),
    boxes: z.array(RedactionBox).max(60),
    reason: z.string().trim().min(2).max(500),
  }),
  reply: z.object({ version: z.int() }),
  problems: ['file_not_found', 'redact_not_photo', 'photo_redacted_meanwhile', 'photo_damaged'],
})
