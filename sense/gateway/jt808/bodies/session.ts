import { bcd, byte, countedText, ifLeft, type Layout, restText, struct, text, when, word } from '../../bytes/layout.ts'
import { type Edition, is2019 } from '../edition.ts'

/** What a terminal says of itself before it may say anything else. */
export type Registration = {
  province: number
  city: number
  maker: string
  model: string
  terminal: string
  plateColour: number
  plate: string
}

const registrationOf = (maker: number, model: number, terminal: number) =>
  struct<Registration>({
    province: word,
    city: word,
    maker: text(maker),
    model: text(model),
    terminal: text(terminal),
    plateColour: byte,
    plate: restText,
  })

const registrations = {
  2011: registrationOf(5, 8, 7),
  2013: registrationOf(5, 20, 7),
  2019: registrationOf(11, 30, 30),
}

/** JT/T 808-2011, 2013 and 2019, 0x0100 [S]: a body too short for the model of 2013 is of 2011. */
export const registration: Layout<Registration, Edition> = {
  read(from, edition, seen) {
    const layout = edition === 2013 && from.left < 37 ? registrations[2011] : registrations[edition]
    return layout.read(from, edition, seen)
  },
  write: (to, value, edition, seen) => registrations[edition].write(to, value, edition, seen),
}

/** 0 registered, 1 vehicle is registered, 2 no such vehicle, 3 terminal is registered, 4 no such terminal. */
export type RegistrationReply = { replyTo: number; result: number; authCode?: string | undefined }
export const registrationReply = struct<RegistrationReply>({
  replyTo: word,
  result: byte,
  authCode: when(({ result }) => result === 0, restText),
})

/** The code that registration gave; the edition of 2019 adds identity and software of the terminal. */
export type Authentication = { authCode: string; imei?: string | undefined; software?: string | undefined }

const authentication2019 = struct<Authentication>({
  authCode: countedText(byte),
  imei: ifLeft(text(15)),
  software: ifLeft(text(20)),
})

export const authentication: Layout<Authentication, Edition> = {
  read: (from, edition, seen) =>
    edition === 2019 ? authentication2019.read(from, edition, seen) : { authCode: restText.read(from, edition, seen) },
  write(to, value, edition, seen) {
    if (edition === 2019) authentication2019.write(to, value, edition, seen)
    else restText.write(to, value.authCode, edition, seen)
  },
}

/** What a terminal is made of. */
export type Attributes = {
  kind: number
  maker: string
  model: string
  terminal: string
  iccid: string
  hardware: string
  firmware: string
  gnss: number
  communication: number
}

const attributesOf = (maker: number, model: number, terminal: number) =>
  struct<Attributes>({
    kind: word,
    maker: text(maker),
    model: text(model),
    terminal: text(terminal),
    iccid: bcd(10),
    hardware: countedText(byte),
    firmware: countedText(byte),
    gnss: byte,
    communication: byte,
  })

const attributesByEdition = {
  2011: attributesOf(5, 20, 7),
  2013: attributesOf(5, 20, 7),
  2019: attributesOf(5, 30, 30),
}

/** JT/T 808-2019, 8.10, table 20 [S]. */
export const attributes: Layout<Attributes, Edition> = {
  read: (from, edition, seen) => attributesByEdition[edition].read(from, edition, seen),
  write: (to, value, edition, seen) => attributesByEdition[edition].write(to, value, edition, seen),
}

/** A driver's card put in (1) or taken out (2); the rest is there when it was put in and read. */
export type DriverCard = {
  state: number
  time: string
  result?: number | undefined
  name?: string | undefined
  licence?: string | undefined
  issuer?: string | undefined
  validUntil?: string | undefined
  identityCard?: string | undefined
}

/** JT/T 808-2019, 8.37, table 40 [S]. */
export const driverCard: Layout<DriverCard, Edition> = struct<DriverCard, Edition>({
  state: byte,
  time: bcd(6),
  result: ifLeft(byte),
  name: ifLeft(countedText(byte)),
  licence: ifLeft(text(20)),
  issuer: ifLeft(countedText(byte)),
  validUntil: ifLeft(bcd(4)),
  identityCard: ifLeft(when(is2019, text(20))),
})
