/** So many reports of one kind of thing at one place within a day are one event rather than several. */
export const samePlaceCount = 3

const leastForSpike = 5

/**
 * Whether a day's count of a category is out of the ordinary: at least five, and more than three standard deviations above its mean
 * day, counts being taken as Poisson, whose deviation is the root of the mean.
 */
export const isSpike = (count: number, mean: number): boolean =>
  count >= leastForSpike && count > mean + 3 * Math.sqrt(Math.max(mean, 1))
