import type { LocationBase } from './location.ts'

/** Status bits. JT/T 808-2019, table 24 [S]; bits 6, 7 and 22 are of 2019. */
export const statusBits = {
  ignition: 0,
  fixed: 1,
  south: 2,
  west: 3,
  outOfService: 4,
  encrypted: 5,
  forwardCollisionWarning: 6,
  laneDeparture: 7,
  oilCut: 10,
  circuitCut: 11,
  doorLocked: 12,
  frontDoorOpen: 13,
  middleDoorOpen: 14,
  backDoorOpen: 15,
  driverDoorOpen: 16,
  otherDoorOpen: 17,
  gps: 18,
  beidou: 19,
  glonass: 20,
  galileo: 21,
  moving: 22,
} as const

/** Alarm bits. JT/T 808-2019, table 25 [S]; 15 to 17 are of 2019, 31 is of 2013. */
export const alarmBits = {
  sos: 0,
  overspeed: 1,
  fatigue: 2,
  danger: 3,
  gnssFault: 4,
  antennaOpen: 5,
  antennaShort: 6,
  undervoltage: 7,
  powerCut: 8,
  displayFault: 9,
  speechFault: 10,
  cameraFault: 11,
  cardFault: 12,
  overspeedWarning: 13,
  fatigueWarning: 14,
  violation: 15,
  tyreWarning: 16,
  blindAreaWarning: 17,
  dayDrivingOvertime: 18,
  parkingOvertime: 19,
  areaInOut: 20,
  routeInOut: 21,
  segmentTime: 22,
  routeDeviation: 23,
  speedSensorFault: 24,
  fuelAbnormal: 25,
  stolen: 26,
  illegalIgnition: 27,
  illegalMove: 28,
  collision: 29,
  rollover: 30,
  illegalDoor: 31,
} as const

export type StatusName = keyof typeof statusBits
export type AlarmName = keyof typeof alarmBits

/** The names whose bits are set, in the order of the bits. */
export function namesOf<Name extends string>(bits: Readonly<Record<Name, number>>, value: number): Name[] {
  if (value === 0) return []
  const entries: [string, number][] = Object.entries(bits)
  return entries.filter(([, index]) => (value >>> index) & 1).map(([name]) => name as Name)
}

/**
 * Where and when a terminal was, in the units people use. Longitude and latitude are WGS-84 degrees, signed by the status
 * bits; where bit 5 says that a plug-in shifted them, `shifted` is set and they are not WGS-84.
 */
export type Fix = {
  longitude: number
  latitude: number
  altitudeMetres: number
  speedKmh: number
  course: number
  at: Date | undefined
  fixed: boolean
  shifted: boolean
}

export function fixOf(base: LocationBase): Fix {
  const has = (index: number): boolean => ((base.status >>> index) & 1) === 1
  return {
    longitude: (base.longitude / 1e6) * (has(statusBits.west) ? -1 : 1),
    latitude: (base.latitude / 1e6) * (has(statusBits.south) ? -1 : 1),
    altitudeMetres: base.altitude,
    speedKmh: base.speed / 10,
    course: base.course,
    at: instantOf(base.time),
    fixed: has(statusBits.fixed),
    shifted: has(statusBits.encrypted),
  }
}

const hours8 = 8 * 3_600_000

/** The instant of `YYMMDDhhmmss` at UTC+8, or undefined when there is no such time. */
export function instantOf(digits: string): Date | undefined {
  const parts = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits)?.slice(1).map(Number)
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  const local = new Date(Date.UTC(2000 + year, month - 1, day, hour, minute, second))
  const isReal =
    local.getUTCMonth() === month - 1 && local.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  return isReal ? new Date(local.getTime() - hours8) : undefined
}

/** An instant as `YYMMDDhhmmss` at UTC+8. */
export const digitsOf = (at: Date): string =>
  new Date(at.getTime() + hours8).toISOString().slice(2, 19).replace(/[-T:]/g, '')

/** The same at UTC, as message 0x8004 alone has it. JT/T 808-2019, 8.5 [S]. */
export const utcDigitsOf = (at: Date): string => at.toISOString().slice(2, 19).replace(/[-T:]/g, '')
