import { offsetOf } from './hours.ts'

/** An instant as people of the district read it. */
export const localTime = (zone: string, at: number): string =>
  new Date(at + offsetOf(zone, at)).toISOString().slice(0, 16).replace('T', ' ')
