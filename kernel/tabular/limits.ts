/** Bounds held while a table is read; every size in bytes. They are checked on what is read, never on what a header claims. */
export type TabularLimits = {
  /** The file as it arrives. */
  readonly fileBytes: number
  /** One part of a workbook, inflated. */
  readonly partBytes: number
  /** All parts together, inflated. */
  readonly totalBytes: number
  /** All parts together, inflated, as a multiple of the file. Files that inflate to under 1 MiB are not measured so. */
  readonly ratio: number
  readonly parts: number
  readonly rows: number
  readonly columns: number
  /** Cells that spreading merged ranges may fill in one sheet. */
  readonly mergedCells: number
}

const mebibyte = 1024 * 1024

export const defaultLimits: TabularLimits = {
  fileBytes: 20 * mebibyte,
  partBytes: 64 * mebibyte,
  totalBytes: 256 * mebibyte,
  ratio: 100,
  parts: 2_000,
  rows: 200_000,
  columns: 256,
  mergedCells: 2_000_000,
}

/** What all parts of a file of `fileBytes` may inflate to. */
export const inflatedLimit = (fileBytes: number, limits: TabularLimits): number =>
  Math.min(limits.totalBytes, Math.max(mebibyte, fileBytes * limits.ratio))
