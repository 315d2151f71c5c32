import { createHash } from 'node:crypto'

/**
 * The number of a series, made from its device and metric: the first 63 bits of their SHA-256. A million series share one by
 * chance less than once in ten million cities; the table's key would refuse it.
 */
export function seriesId(deviceId: string, metric: string): bigint {
  const digest = createHash('sha256').update(`${deviceId}\0${metric}`).digest()
  return digest.readBigUInt64BE(0) >> 1n
}

/** Qualities as stored. */
export const qualityNumbers = { ok: 0, bad: 1, unknown: 2 } as const
export type Quality = keyof typeof qualityNumbers

const qualities = Object.keys(qualityNumbers) as Quality[]

export const qualityOf = (number: number): Quality => qualities[number] ?? 'unknown'
