/** Doubles from two seconds to two hours, with a quarter of scatter so that failures do not return together. */
export const usualBackoffMs = (failures: number, random = Math.random): number =>
  Math.round(Math.min(1000 * 2 ** failures, 7_200_000) * (0.875 + random() / 4))
