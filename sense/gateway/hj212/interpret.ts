import { type Interpreter, isBelievable, nothing, type Quality } from '../interpretation.ts'
import { commands, type Quality as Letter, readMessage, reportOf } from './codec.ts'
import factors from './factors.json' with { type: 'json' }

type Factor = { metric: string; unit: string; zh: string }
const known: Readonly<Record<string, Factor>> = factors.factors

// Which of a message's values stands for its factor, and what is said of means behind the metric's name.
const periods: Readonly<Record<string, { field: string; suffix: string }>> = {
  [commands.realTime]: { field: 'Rtd', suffix: '' },
  [commands.minute]: { field: 'Avg', suffix: ':minute' },
  [commands.hour]: { field: 'Avg', suffix: ':hour' },
  [commands.day]: { field: 'Avg', suffix: ':day' },
}

const qualityOf = (letter: Letter | undefined): Quality => {
  if (letter === undefined) return 'unknown'
  return letter === 'normal' || letter === 'manual' ? 'ok' : 'bad'
}

/**
 * What a kept segment of a station says. The unit is the registration's own for a factor, else that of the table; where the
 * table has none, the unit stays empty and the screen says that it is not known.
 */
export const interpretHj212: Interpreter = (bytes, device, receivedAt) => {
  const { message, deviations } = readMessage(bytes)
  const found = { ...nothing(), deviations: [...deviations] as string[] }
  const period = periods[message.cn]
  if (!period) return found
  const { at, readings, unread } = reportOf(message)
  if (unread.length > 0) found.deviations.push('value unread')
  for (const { factor, values, quality, at: own } of readings) {
    const time = own ?? at
    const value = values[period.field]
    if (value === undefined) continue
    if (!time || !isBelievable(time, receivedAt)) {
      if (!found.deviations.includes('clock')) found.deviations.push('clock')
      continue
    }
    const { metric, unit } = (Object.hasOwn(known, factor) && known[factor]) || { metric: factor, unit: '' }
    found.samples.push({
      metric: metric + period.suffix,
      unit: (Object.hasOwn(device.units, factor) && device.units[factor]) || unit,
      at: time,
      value,
      quality: qualityOf(quality),
    })
  }
  return found
}
