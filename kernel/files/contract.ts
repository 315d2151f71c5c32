import { z } from 'zod'
import { defineRoute, Id } from '../http/contract.ts'

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

export const viewFile = defineRoute({
  method: 'GET',
  path: '/api/files/:fileId/:variant',
  tag: '附件',
  summary: { zh: '附件：缩略图、屏幕图或原件', en: 'A file: thumb, screen or original' },
  access: 'case.read',
  params: z.strictObject({ fileId: Id, variant: z.enum(['thumb', 'screen', 'original']) }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['not_found', 'file_corrupt'],
})
