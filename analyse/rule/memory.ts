/** How a condition stands; `unknown` neither raises nor clears. */
export type Stand = 'yes' | 'no' | 'unknown'

/** What the judge keeps of one part of a condition. */
export type Part = {
  s: Stand
  /** Since when what is within a “lasting” has held, and when that was last proved. */
  since?: number
  seen?: number
  /** The last state, or the instant of the last good value. */
  last?: number
  /** Extremes within the time of a rate, oldest first. */
  recent?: [at: number, value: number][]
}

/** What the judge keeps of one rule for one device, as it is stored between two values. */
export type Memory = {
  parts: Part[]
  active: boolean
  /** The device's own time up to which values were judged. */
  until: number | null
  /** When the alarm that stands began. */
  raisedAt?: number
  /** When time was last looked at. */
  ticked?: number
}

/** What a judge is told. Instants are milliseconds, of the device's own time but for the clock. */
export type Told =
  | {
      kind: 'value'
      at: number
      metric: string
      unit: string
      value: number
      quality: 'ok' | 'bad' | 'unknown'
    }
  | { kind: 'fix'; at: number; lon: number; lat: number; speed: number; fixed: boolean }
  | { kind: 'clock'; at: number; heardAt: number | null; silentAfter: number }

/** What decided: the value, the place, or since when nothing was heard. */
export type Evidence =
  | { kind: 'value'; metric: string; unit: string; value: number }
  | { kind: 'fix'; lon: number; lat: number; speed: number }
  | { kind: 'clock'; heardAt: number | null }

/** An alarm begins or ends; `hours`: because the rule watches no longer. */
export type Turn = {
  readonly kind: 'raised' | 'cleared'
  readonly at: number
  readonly evidence: Evidence
  readonly why?: 'hours'
}
