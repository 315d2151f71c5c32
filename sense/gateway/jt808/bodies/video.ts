import { bcd, byte, countedText, dword, list, raw, struct, word } from '../../bytes/layout.ts'

// The signalling of JT/T 1078-2016 that rides on 808. Media itself has a frame of its own and is not here.

export type MediaAttributes = {
  soundFormat: number
  soundChannels: number
  sampling: number
  sampleBits: number
  frameLength: number
  soundOut: number
  videoFormat: number
  mostSoundChannels: number
  mostVideoChannels: number
}
/** JT/T 1078-2016, 0x1003 [S]. */
export const mediaAttributes = struct<MediaAttributes>({
  soundFormat: byte,
  soundChannels: byte,
  sampling: byte,
  sampleBits: byte,
  frameLength: word,
  soundOut: byte,
  videoFormat: byte,
  mostSoundChannels: byte,
  mostVideoChannels: byte,
})

export type PassengerFlow = { start: string; end: string; on: number; off: number }
export const passengerFlow = struct<PassengerFlow>({ start: bcd(6), end: bcd(6), on: word, off: word })

/** Sends one channel to an address: `media` 0 both, 1 video, 2 talk, 3 listen, 4 broadcast, 5 data; `stream` 0 main, 1 sub. */
export type LiveStart = {
  host: string
  tcpPort: number
  udpPort: number
  channel: number
  media: number
  stream: number
}
const live = { host: countedText(byte), tcpPort: word, udpPort: word, channel: byte, media: byte, stream: byte }
export const liveStart = struct<LiveStart>(live)

/** `command`: 0 close, 1 other stream, 2 pause, 3 go on, 4 end talk. */
export type LiveControl = { channel: number; command: number; close: number; stream: number }
export const liveControl = struct<LiveControl>({ channel: byte, command: byte, close: byte, stream: byte })

export type LiveLoss = { channel: number; lossPercent: number }
export const liveLoss = struct<LiveLoss>({ channel: byte, lossPercent: byte })

export type Playback = LiveStart & { storage: number; mode: number; speed: number; start: string; end: string }
export const playback = struct<Playback>({
  ...live,
  storage: byte,
  mode: byte,
  speed: byte,
  start: bcd(6),
  end: bcd(6),
})

export type PlaybackControl = { channel: number; command: number; speed: number; time: string }
export const playbackControl = struct<PlaybackControl>({ channel: byte, command: byte, speed: byte, time: bcd(6) })

/** Recordings between two times; the alarm word has 64 bits, the upper ones are of video. */
export type RecordingSearch = {
  channel: number
  start: string
  end: string
  alarms: Uint8Array
  media: number
  stream: number
  storage: number
}
const search = {
  channel: byte,
  start: bcd(6),
  end: bcd(6),
  alarms: raw(8),
  media: byte,
  stream: byte,
  storage: byte,
}
export const recordingSearch = struct<RecordingSearch>(search)

export type Recording = RecordingSearch & { size: number }
export type Recordings = { replyTo: number; recordings: Recording[] }
export const recordings = struct<Recordings>({
  replyTo: word,
  recordings: list(dword, struct<Recording>({ ...search, size: dword }), 28),
})

/** Has recordings sent to an FTP server; the password is the server's, made for this one upload. */
export type RecordingUpload = RecordingSearch & {
  host: string
  port: number
  user: string
  password: string
  path: string
  condition: number
}
export const recordingUpload = struct<RecordingUpload>({
  host: countedText(byte),
  port: word,
  user: countedText(byte),
  password: countedText(byte),
  path: countedText(byte),
  ...search,
  condition: byte,
})

export type UploadDone = { replyTo: number; result: number }
export const uploadDone = struct<UploadDone>({ replyTo: word, result: byte })

export type UploadControl = { replyTo: number; command: number }
export const uploadControl = struct<UploadControl>({ replyTo: word, command: byte })

/** `direction` 0 stop, 1 up, 2 down, 3 left, 4 right. */
export type Turn = { channel: number; direction: number; speed: number }
export const turn = struct<Turn>({ channel: byte, direction: byte, speed: byte })

/** Focus, iris, wiper, infrared and zoom: 0 up or on, 1 down or off, as the message's id says. */
export type CameraSwitch = { channel: number; value: number }
export const cameraSwitch = struct<CameraSwitch>({ channel: byte, value: byte })
