import { bcd, byte, dword, type Layout, list, restRaw, struct, word } from '../../bytes/layout.ts'
import { type LocationBase, locationBase } from '../location.ts'

/** `kind`: 0 picture, 1 sound, 2 video. `event`: 0 ordered, 1 by time, 2 robbery, 3 collision, 4 door opened, 5 closed … */
export type MediaEvent = { id: number; kind: number; format: number; event: number; channel: number }

const event = { id: dword, kind: byte, format: byte, event: byte, channel: byte }
export const mediaEvent = struct<MediaEvent>(event)

/** A picture, sound or video with where it was taken. Its location came with the edition of 2013. */
export type Media = MediaEvent & { location: LocationBase; data: Uint8Array }
export const media = struct<Media>({ ...event, location: locationBase, data: restRaw })

/** A medium has come whole, or these of its fragments are missing. */
export type MediaReply = { id: number; missing: number[] }
export const mediaReply: Layout<MediaReply> = {
  read(from, form, seen) {
    const id = from.dword()
    return { id, missing: from.left > 0 ? list(byte, word, 2).read(from, form, seen) : [] }
  },
  write(to, { id, missing }, form, seen) {
    to.dword(id)
    if (missing.length > 0) list(byte, word, 2).write(to, missing, form, seen)
  },
}

/** `command`: 0 stop, 0xFFFF record, else so many pictures; `seconds` between them, 0 for the least or for always. */
export type Snapshot = {
  channel: number
  command: number
  seconds: number
  save: number
  resolution: number
  quality: number
  brightness: number
  contrast: number
  saturation: number
  hue: number
}
export const snapshot = struct<Snapshot>({
  channel: byte,
  command: word,
  seconds: word,
  save: byte,
  resolution: byte,
  quality: byte,
  brightness: byte,
  contrast: byte,
  saturation: byte,
  hue: byte,
})

export type SnapshotReply = { replyTo: number; result: number; ids: number[] }
export const snapshotReply: Layout<SnapshotReply> = {
  read(from, form, seen) {
    const [replyTo, result] = [from.word(), from.byte()]
    return { replyTo, result, ids: from.left > 0 ? list(word, dword, 4).read(from, form, seen) : [] }
  },
  write(to, { replyTo, result, ids }, form, seen) {
    to.word(replyTo)
    to.byte(result)
    if (result === 0) list(word, dword, 4).write(to, ids, form, seen)
  },
}

/** Media between two times of one channel and event. */
export type MediaSearch = { kind: number; channel: number; event: number; start: string; end: string }
const search = { kind: byte, channel: byte, event: byte, start: bcd(6), end: bcd(6) }
export const mediaSearch = struct<MediaSearch>(search)

export type MediaUpload = MediaSearch & { remove: number }
export const mediaUpload = struct<MediaUpload>({ ...search, remove: byte })

export type FoundMedia = { id: number; kind: number; channel: number; event: number; location: LocationBase }
export type MediaFound = { replyTo: number; media: FoundMedia[] }
export const mediaFound = struct<MediaFound>({
  replyTo: word,
  media: list(
    word,
    struct<FoundMedia>({ id: dword, kind: byte, channel: byte, event: byte, location: locationBase }),
    35,
  ),
})

export type SoundRecording = { command: number; seconds: number; save: number; sampling: number }
export const soundRecording = struct<SoundRecording>({ command: byte, seconds: word, save: byte, sampling: byte })

export type MediaFetch = { id: number; remove: number }
export const mediaFetch = struct<MediaFetch>({ id: dword, remove: byte })
