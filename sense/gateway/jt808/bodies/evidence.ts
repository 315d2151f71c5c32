import { bcd, byte, countedText, dword, type Layout, list, raw, struct, text, word } from '../../bytes/layout.ts'
import type { Edition } from '../edition.ts'

// Evidence of active safety, T/JSATL 12-2017, 4.3 to 4.6 [S]: the alarm's tag, and the files that belong to it.

/** Names one alarm of one terminal: when, which of that second, how many files. */
export type AlarmTag = { terminal: string; time: string; index: number; files: number; reserved: number }

// The rules of Guangdong, T/GDRTA 002, keep the messages and take the terminal's longer name of 2019.
const terminal: Layout<string, Edition> = {
  read: (from, edition) => from.text(edition === 2019 ? 30 : 7),
  write: (to, value, edition) => to.text(value, edition === 2019 ? 30 : 7),
}

// The longer tag counts its files and its reserved bytes differently: two of the latter.
const reserved: Layout<number, Edition> = {
  read: (from, edition) => (edition === 2019 ? from.word() : from.byte()),
  write: (to, value, edition) => (edition === 2019 ? to.word(value) : to.byte(value)),
}

const tag = { terminal, time: bcd(6), index: byte, files: byte, reserved }

/** Where the files of an alarm are to be sent. */
export type EvidenceRequest = AlarmTag & {
  host: string
  tcpPort: number
  udpPort: number
  alarmId: string
  end: Uint8Array
}
export const evidenceRequest = struct<EvidenceRequest, Edition>({
  host: countedText(byte),
  tcpPort: word,
  udpPort: word,
  ...tag,
  alarmId: text(32),
  end: raw(16),
})

export type EvidenceFile = { name: string; size: number }
export type EvidenceList = AlarmTag & { sender: string; alarmId: string; kind: number; list: EvidenceFile[] }
export const evidenceList = struct<EvidenceList, Edition>({
  sender: terminal,
  ...tag,
  alarmId: text(32),
  kind: byte,
  list: list(byte, struct<EvidenceFile>({ name: countedText(byte), size: dword }), 5),
})

/** A file about to come (0x1211) or come to its end (0x1212). */
export type EvidenceFileInfo = { name: string; kind: number; size: number }
export const evidenceFile = struct<EvidenceFileInfo>({ name: countedText(byte), kind: byte, size: dword })

/** Whether a file has come whole (`result` 0), or which stretches of it are to be sent again (1). */
export type EvidenceReply = {
  name: string
  kind: number
  result: number
  gaps: { offset: number; length: number }[]
}
export const evidenceReply = struct<EvidenceReply>({
  name: countedText(byte),
  kind: byte,
  result: byte,
  gaps: list(byte, struct<EvidenceReply['gaps'][number]>({ offset: dword, length: dword }), 8),
})
