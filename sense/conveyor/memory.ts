import { seriesId } from '../telemetry/series.ts'

/**
 * What this process knows of a series: its number in two halves and what the rows of its values begin with, its unit once its row is
 * there, how far its values reach.
 */
export type SeriesMemory = {
  id: bigint
  high: number
  low: number
  beginning: Uint8Array | undefined
  unit: string | undefined
  isWritten: boolean
  reaches: number
}

/** What this process knows of a device. A value or a place later than all before it cannot be there already. */
export type DeviceMemory = { series: Map<string, SeriesMemory>; tracksReach: number }

const mostSeries = 200_000
const two32 = 2n ** 32n

/**
 * What has been written, as far as it is known here. Nothing relies on it being right: it only tells what may be written the
 * quick way, and the tables' keys judge that.
 */
export class Memory {
  readonly #devices = new Map<string, DeviceMemory>()
  #series = 0

  of(deviceId: string): DeviceMemory {
    const known = this.#devices.get(deviceId)
    if (known) return known
    const made = { series: new Map<string, SeriesMemory>(), tracksReach: -1 }
    this.#devices.set(deviceId, made)
    return made
  }

  seriesOf(device: DeviceMemory, deviceId: string, metric: string): SeriesMemory {
    const known = device.series.get(metric)
    if (known) return known
    const id = seriesId(deviceId, metric)
    const halves = { high: Number(id / two32), low: Number(id % two32) }
    const made = { id, ...halves, beginning: undefined, unit: undefined, isWritten: false, reaches: -1 }
    device.series.set(metric, made)
    this.#series++
    return made
  }

  /** To be called between batches: forgets everything once it is too much. */
  trim(): void {
    if (this.#series <= mostSeries) return
    this.#devices.clear()
    this.#series = 0
  }
}
