import { kept } from './keep.ts'

/** A report sent from this device. */
export type OwnReport = {
  readonly districtId: string
  readonly code: string
  readonly number: string
  readonly description: string
  readonly sentAt: string
}

const LIMIT = 50

/** “我的诉求”: on this device only, newest first. */
export const ownReports = kept<readonly OwnReport[]>('yiwang.mine', [])

export const addOwnReport = (report: OwnReport): void =>
  ownReports.set([report, ...ownReports.get().filter((each) => each.code !== report.code)].slice(0, LIMIT))

export const forgetOwnReport = (code: string): void =>
  ownReports.set(ownReports.get().filter((each) => each.code !== code))
