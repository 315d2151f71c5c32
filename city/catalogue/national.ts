import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Limit } from '#city/calendar/unit.ts'
import { readCsv } from '#kernel/tabular/csv.ts'
import { composeCode } from './code.ts'
import { type EditionId, editionOf, type Kind } from './edition.ts'
import type { MappingRow } from './mapping.ts'

/** A 小类 of a national edition; `mark` says how well it is known (standards/README.md). */
export type NationalCategory = {
  readonly edition: EditionId
  readonly kind: Kind
  readonly major: string
  readonly minor: string
  readonly code: string
  readonly majorName: string
  readonly name: string
  readonly source: string
  readonly mark: string
}

/** One clause of the default set. */
export type NationalCondition = {
  readonly edition: EditionId
  readonly kind: Kind
  readonly major: string
  readonly minor: string
  readonly ordinal: number
  readonly condition: string
  readonly closing: string
  readonly areaClass: string
  readonly limit: Limit
  readonly source: string
  readonly mark: string
}

const folder = join(import.meta.dirname, '..', '..', 'standards')

/** All categories of all editions, from standards/*.csv. */
export function readNationalCategories(): NationalCategory[] {
  return ['gbt-47678.5-2026.csv', 'gbt-30428.2-2013.csv', 'cjt-214-2007.csv'].flatMap((file) =>
    records(file).map((cell) => {
      const major = cell('major_code')
      const minor = cell('minor_code')
      return {
        edition: editionOf(cell('edition')),
        kind: cell('kind') as Kind,
        major,
        minor,
        code: composeCode({ major, minor }),
        majorName: cell('major_name'),
        name: cell('minor_name'),
        source: cell('source'),
        mark: cell('mark'),
      }
    }),
  )
}

/** The successors of old categories, from standards/mapping.csv. */
export function readNationalMapping(): MappingRow[] {
  return records('mapping.csv').map((cell) => ({
    from: { edition: editionOf(cell('from_edition')), kind: cell('from_kind') as Kind, code: cell('from_code') },
    to: { edition: editionOf(cell('to_edition')), kind: cell('to_kind') as Kind, code: cell('to_code') },
    basis: cell('basis'),
    mark: cell('mark'),
  }))
}

/** The default filing conditions, from standards/filing-conditions.csv. */
export function readNationalConditions(): NationalCondition[] {
  return records('filing-conditions.csv').map((cell) => ({
    edition: editionOf(cell('edition')),
    kind: cell('kind') as Kind,
    major: cell('major'),
    minor: cell('minor'),
    ordinal: Number(cell('condition_no')),
    condition: cell('condition'),
    closing: cell('closing_condition'),
    areaClass: cell('area_class'),
    limit: { value: Number(cell('limit_value')), unit: cell('limit_unit') as Limit['unit'] },
    source: cell('source'),
    mark: cell('mark'),
  }))
}

/** The rows of one of our own files as readers by column name; a missing column is a mistake of the repository. */
function records(file: string): ((column: string) => string)[] {
  const { rows, refused } = readCsv(readFileSync(join(folder, file)))
  if (refused.length > 0) throw new Error(`standards/${file}: ${refused[0]!.en}`)
  const [heading, ...body] = rows
  const at = new Map((heading ?? []).map((name, i) => [name, i]))
  return body
    .filter((row) => row.length > 0)
    .map((row) => (column) => {
      const index = at.get(column)
      if (index === undefined) throw new Error(`standards/${file} has no column ${column}`)
      return row[index] ?? ''
    })
}
