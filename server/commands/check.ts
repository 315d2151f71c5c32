/** One line of the doctor's report; `optional` is something one may do without. */
export type Check = { readonly state: 'well' | 'ill' | 'optional'; readonly zh: string; readonly en: string }

export const well = (zh: string, en: string): Check => ({ state: 'well', zh, en })
export const ill = (zh: string, en: string): Check => ({ state: 'ill', zh, en })
export const optional = (zh: string, en: string): Check => ({ state: 'optional', zh, en })
