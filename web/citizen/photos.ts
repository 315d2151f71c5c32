import { useSyncExternalStore } from 'react'
import { newKey } from '#web/kit/client.ts'
import { draft, patchDraft } from './draft.ts'
import { dropPhoto, findPhoto, keepPhoto } from './photo-store.ts'
import { shrink } from './shrink.ts'
import { uploadPhoto } from './upload.ts'

export const PHOTO_LIMIT = 6

/** How the upload of a photo stands: the share sent (0–1), or what went wrong. */
export type Upload = { readonly share: number } | { readonly error: unknown }

let uploads: ReadonlyMap<string, Upload> = new Map()
const running = new Map<string, Promise<string>>()
const listeners = new Set<() => void>()

export const useUploads = (): ReadonlyMap<string, Upload> =>
  useSyncExternalStore(
    (listen) => {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    () => uploads,
  )

function note(id: string, upload: Upload | undefined): void {
  const next = new Map(uploads)
  if (upload) next.set(id, upload)
  else next.delete(id)
  uploads = next
  for (const listen of listeners) listen()
}

/** Shrinks a chosen file, keeps it in the draft and begins to send it. Rejects when it is not a readable picture. */
export async function addPhoto(file: File): Promise<void> {
  const { bytes, thumb } = await shrink(file)
  const id = newKey()
  await keepPhoto(id, bytes)
  patchDraft({ photos: [...draft.get().photos, { id, key: newKey(), thumb, fileId: null }].slice(0, PHOTO_LIMIT) })
  sendPhoto(id).catch(() => {})
}

export function removePhoto(id: string): void {
  patchDraft({ photos: draft.get().photos.filter((photo) => photo.id !== id) })
  note(id, undefined)
  void dropPhoto(id)
}

/** Sends one photo unless the server has it already; several callers share one upload. Gives its file id. */
export function sendPhoto(id: string): Promise<string> {
  const photo = draft.get().photos.find((each) => each.id === id)
  if (photo?.fileId) return Promise.resolve(photo.fileId)
  const already = running.get(id)
  if (already) return already
  const upload = transfer(id, photo?.key ?? newKey()).finally(() => running.delete(id))
  running.set(id, upload)
  return upload
}

async function transfer(id: string, key: string): Promise<string> {
  note(id, { share: 0 })
  try {
    const bytes = await findPhoto(id)
    if (!bytes) throw new PhotoLost()
    const { fileId } = await uploadPhoto(bytes, key, (share) => note(id, { share }))
    patchDraft({ photos: draft.get().photos.map((photo) => (photo.id === id ? { ...photo, fileId } : photo)) })
    note(id, { share: 1 })
    return fileId
  } catch (error) {
    note(id, { error })
    throw error
  }
}

/** The bytes of a photo are gone from this browser. */
export class PhotoLost extends Error {}

/** Sends every photo of the draft that the server does not have. Rejects with the first failure. */
export const sendPhotos = (): Promise<unknown> => Promise.all(draft.get().photos.map((photo) => sendPhoto(photo.id)))

/** After the server forgot them (a draft left for days): the photos are to be sent anew. */
export function forgetUploads(): void {
  patchDraft({ photos: draft.get().photos.map((photo) => ({ ...photo, fileId: null, key: newKey() })) })
}

/** Takes up what a reload or a lost connection interrupted. */
export function resumeUploads(): void {
  for (const photo of draft.get().photos)
    if (!photo.fileId) sendPhoto(photo.id).catch((error) => error instanceof PhotoLost && removePhoto(photo.id))
}
