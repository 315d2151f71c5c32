import { type BaltimoreColumn, baltimoreColumns } from './baltimore-row.ts'
import type { SourceRow } from './source.ts'

/** A request as tests make them up: complete, closed in time, with a good point. */
export const sampleRequest: Readonly<Record<BaltimoreColumn, string>> = {
  SRRecordID: 'a1',
  ServiceRequestNum: '18-00000001',
  SRType: 'SW-Dirty Alley',
  MethodReceived: 'Phone',
  CreatedDate: '05/07/2018 09:00:00 AM',
  SRStatus: 'Closed',
  StatusDate: '05/08/2018 10:00:00 AM',
  DueDate: '05/14/2018 09:00:00 AM',
  CloseDate: '05/08/2018 10:00:00 AM',
  Agency: 'Solid Waste',
  LastActivity: '',
  LastActivityDate: '',
  Outcome: '',
  Address: '1 SAMPLE ST',
  ZipCode: '21201',
  Neighborhood: 'Sampleton',
  CouncilDistrict: '',
  PoliceDistrict: '',
  PolicePost: '',
  Latitude: '39.29',
  Longitude: '-76.61',
  DaysOpen: '1',
}

/** The sample with some cells changed, as row 2 of a file. */
export const sampleRow = (changes: Partial<Record<BaltimoreColumn, string>> = {}): SourceRow<BaltimoreColumn> => ({
  row: 2,
  values: { ...sampleRequest, ...changes },
})

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A file of requests. */
export const requestsCsv = (rows: readonly Partial<Record<BaltimoreColumn, string>>[]): string =>
  [
    baltimoreColumns.join(','),
    ...rows.map((changes) =>
      baltimoreColumns.map((column) => cell({ ...sampleRequest, ...changes }[column])).join(','),
    ),
  ].join('\n')
