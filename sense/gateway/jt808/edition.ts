/** The edition of JT/T 808 that a message is written in. The first two share a header and differ in some bodies. */
export type Edition = 2011 | 2013 | 2019

export const is2019 = (_seen: unknown, edition: Edition): boolean => edition === 2019
export const before2019 = (_seen: unknown, edition: Edition): boolean => edition !== 2019
