import { defineProblems } from '../problem.ts'

/** What may be wrong with an upload, or with a stored file. */
export const fileProblems = defineProblems({
  photo_not_image: {
    status: 415,
    zh: () => '这不是可识别的照片，请上传 JPEG、PNG 或 WebP 图片',
    en: () => 'This is not a photo we can read; upload JPEG, PNG or WebP',
  },
  photo_heic_unsupported: {
    status: 415,
    zh: () => '暂不支持 HEIC 格式，请在手机相机设置中改为“兼容性最佳”（JPEG）后重拍',
    en: () => 'HEIC cannot be read here; set the camera to “most compatible” (JPEG)',
  },
  photo_too_large: {
    status: 413,
    zh: (p: { limitMb: number }) => `照片超过 ${p.limitMb} MB 上限`,
    en: (p: { limitMb: number }) => `The photo exceeds the limit of ${p.limitMb} MB`,
  },
  photo_too_many_pixels: {
    status: 422,
    zh: (p: { width: number; height: number; limitMegapixels: number }) =>
      `照片 ${p.width}×${p.height} 超过 ${p.limitMegapixels} 百万像素上限，请调低相机分辨率`,
    en: (p: { width: number; height: number; limitMegapixels: number }) =>
      `The photo of ${p.width}×${p.height} exceeds ${p.limitMegapixels} megapixels; lower the camera's resolution`,
  },
  photo_damaged: {
    status: 422,
    zh: () => '照片不完整或已损坏，请重新拍摄或重新上传',
    en: () => 'The photo is truncated or damaged; take or upload it again',
  },
  photo_animated: {
    status: 422,
    zh: () => '不接受动图，请上传静态照片',
    en: () => 'Animated pictures are not accepted; upload a still photo',
  },
  photo_carries_other_content: {
    status: 422,
    zh: (p: { found: string }) => `照片中夹带了其他内容（${p.found}），已拒绝`,
    en: (p: { found: string }) => `The photo carries other content (${p.found}) and was refused`,
  },
  photo_queue_full: {
    status: 503,
    zh: () => '正在处理的照片过多，请稍后重试',
    en: () => 'Too many photos are being processed; try again shortly',
  },
  attachment_refused: {
    status: 415,
    zh: () => '附件只接受 PDF 和 Excel（xlsx）文件',
    en: () => 'Only PDF and Excel (xlsx) files are accepted as attachments',
  },
  attachment_damaged: {
    status: 422,
    zh: () => '附件不完整或已损坏，请重新上传',
    en: () => 'The attachment is truncated or damaged; upload it again',
  },
  attachment_unsafe: {
    status: 422,
    zh: (p: { found: string }) => `附件含有不允许的内容（${p.found}）`,
    en: (p: { found: string }) => `The attachment holds what is not allowed (${p.found})`,
  },
  file_too_large: {
    status: 413,
    zh: (p: { limitMb: number }) => `文件超过 ${p.limitMb} MB 上限`,
    en: (p: { limitMb: number }) => `The file exceeds the limit of ${p.limitMb} MB`,
  },
  file_digest_mismatch: {
    status: 422,
    zh: () => '文件内容与拍摄时的摘要不一致，可能在传输中损坏，请重新上传',
    en: () => 'The bytes differ from the digest taken at capture; upload the file again',
  },
  file_not_found: {
    status: 404,
    zh: () => '文件不存在或无权查看',
    en: () => 'The file does not exist or you may not see it',
  },
  redact_not_photo: {
    status: 422,
    zh: () => '只有照片可以遮盖',
    en: () => 'Only photos can be blacked out',
  },
  photo_redacted_meanwhile: {
    status: 409,
    zh: (p: { by: string }) => `${p.by || '他人'}刚改过这张照片的遮盖，请重新打开后再改`,
    en: (p: { by: string }) => `${p.by || 'Somebody'} has just changed this redaction; open it again`,
  },
  file_missing: {
    status: 500,
    zh: (p: { sha256: string }) => `文件内容缺失（${p.sha256.slice(0, 12)}…），请联系管理员从备份恢复`,
    en: (p: { sha256: string }) => `The content ${p.sha256.slice(0, 12)}… is missing; restore it from backup`,
  },
  file_corrupt: {
    status: 500,
    zh: (p: { sha256: string }) =>
      `文件内容与入库摘要不符（${p.sha256.slice(0, 12)}…），已拒绝读取，请联系管理员从备份恢复`,
    en: (p: { sha256: string }) =>
      `The content ${p.sha256.slice(0, 12)}… no longer matches its digest and is refused; restore it from backup`,
  },
})
