/** Five steps from light to dark, told apart by lightness alone, so that no colour blindness hides one. */
export const scaleColours = ['#ffffcc', '#a1dab4', '#41b6c4', '#2c7fb8', '#253494'] as const

/**
 * Where each class begins: values cut into at most five classes of equal count; equal values stay together, so there may be
 * fewer. The first class begins at the least value.
 */
export function breaksOf(values: readonly number[], classes = scaleColours.length): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  if (sorted.length === 0) return []
  const cuts = Array.from({ length: classes }, (_, at) => sorted[Math.floor((at * sorted.length) / classes)]!)
  return [...new Set(cuts)]
}

/** The colours of so many classes, spread over the whole scale so that two classes are never neighbours in hue. */
export const coloursOf = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const step = count === 1 ? scaleColours.length - 2 : Math.round((at * (scaleColours.length - 1)) / (count - 1))
    return scaleColours[step]!
  })

/** The class of a value, by the breaks that begin each. */
export const classOf = (breaks: readonly number[], value: number): number => {
  const next = breaks.findIndex((begin) => value < begin)
  return Math.max(0, (next < 0 ? breaks.length : next) - 1)
}
