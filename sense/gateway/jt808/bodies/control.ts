import {
  byte,
  countedRaw,
  countedText,
  dword,
  type Layout,
  list,
  restRaw,
  restText,
  struct,
  text,
  word,
} from '../../bytes/layout.ts'
import { Malformed } from '../../bytes/malformed.ts'
import type { Edition } from '../edition.ts'

/** `command`: 1 upgrade, 2 other server, 3 off, 4 restart, 5 factory settings, 6 no data, 7 no radio. */
export type TerminalControl = { command: number; parameters: string }
export const terminalControl = struct<TerminalControl>({ command: byte, parameters: restText })

/** New software: `kind` 0 terminal, 12 card reader, 52 positioning. */
export type Upgrade = { kind: number; maker: string; version: string; data: Uint8Array }
export const upgrade = struct<Upgrade>({
  kind: byte,
  maker: text(5),
  version: countedText(byte),
  data: countedRaw(dword),
})

/** One thing to do with the vehicle. In 2019 `kind` 1 is the doors, `value` 0 locks and 1 opens them. */
export type Control = { kind: number; value: number }
export type VehicleControl = { controls: Control[] }

/**
 * 2013 has one byte of flags, kept as the value of kind 0. 2019 counts its items first; a body of three bytes is one item
 * without the count, as some platforms send it. JT/T 808-2019, 8.43, tables 51 and 52 [S].
 */
export const vehicleControl: Layout<VehicleControl, Edition> = {
  read(from, edition) {
    if (edition !== 2019) return { controls: [{ kind: 0, value: from.byte() }] }
    const count = from.left === 3 ? 1 : from.word()
    if (count * 3 !== from.left)
      throw new Malformed('length', from.at, `${count} controls said, ${from.left} bytes left`)
    return { controls: Array.from({ length: count }, () => ({ kind: from.word(), value: from.byte() })) }
  },
  write(to, { controls }, edition) {
    if (edition !== 2019) return to.byte(controls[0]?.value ?? 0)
    to.word(controls.length)
    for (const { kind, value } of controls) {
      to.word(kind)
      to.byte(value)
    }
  },
}

/** Have the terminal call: `kind` 0 ordinary, 1 only listen. */
export type CallBack = { kind: number; phone: string }
export const callBack = struct<CallBack>({ kind: byte, phone: restText })

/** `flag`: 1 may call in, 2 may be called, 3 both. */
export type Contact = { flag: number; phone: string; name: string }
export type PhoneBook = { action: number; contacts: Contact[] }
const contact = struct<Contact>({ flag: byte, phone: countedText(byte), name: countedText(byte) })

/** `action`: 0 delete all, and nothing follows; 1 replace, 2 add, 3 change. */
export const phoneBook: Layout<PhoneBook> = {
  read(from, form, seen) {
    const action = from.byte()
    return { action, contacts: from.left > 0 ? list(byte, contact, 3).read(from, form, seen) : [] }
  },
  write(to, { action, contacts }, form, seen) {
    to.byte(action)
    if (action !== 0) list(byte, contact, 3).write(to, contacts, form, seen)
  },
}

/** A question shown in the cabin, with the answers to choose from. Up to 2013. */
export type Question = { flags: number; text: string; answers: { id: number; text: string }[] }
const answer = struct<Question['answers'][number]>({ id: byte, text: countedText(word) })

export const question: Layout<Question> = {
  read(from, form, seen) {
    const [flags, asked] = [from.byte(), countedText(byte).read(from, form, seen)]
    const answers: Question['answers'] = []
    while (from.left > 0) answers.push(answer.read(from, form, seen))
    return { flags, text: asked, answers }
  },
  write(to, value, form, seen) {
    to.byte(value.flags)
    countedText(byte).write(to, value.text, form, seen)
    for (const one of value.answers) answer.write(to, one, form, seen)
  },
}

/** Information on demand, up to 2013. */
export const information = struct<{ kind: number; text: string }>({ kind: byte, text: countedText(word) })

/** What the driving recorder is asked, and what it says; the inside is GB/T 19056. */
export const recorder = struct<{ command: number; data: Uint8Array }>({ command: byte, data: restRaw })
export const recorderReply = struct<{ replyTo: number; command: number; data: Uint8Array }>({
  replyTo: word,
  command: byte,
  data: restRaw,
})

export const waybill = struct<{ data: Uint8Array }>({ data: countedRaw(dword) })
