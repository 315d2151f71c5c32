/** Milliseconds of working time as hours with one digit. */
export const hoursOf = (ms: number): string => (ms / 3_600_000).toFixed(1)
