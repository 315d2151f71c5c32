import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readCsv } from '#kernel/tabular/csv.ts'
import { Attribute } from './attributes.ts'

const file = join(import.meta.dirname, '..', '..', 'standards', 'component-attributes.csv')

/** The attributes by kind from a table as standards/component-attributes.csv. Throws on a line that is no attribute. */
export function readAttributes(bytes: Uint8Array): ReadonlyMap<string, readonly Attribute[]> {
  const [head = [], ...lines] = readCsv(bytes).rows
  const byKind = new Map<string, Attribute[]>()
  for (const line of lines) {
    const cell = (name: string): string => line[head.indexOf(name)] ?? ''
    const attribute = Attribute.parse({
      name: cell('name'),
      zh: cell('zh'),
      en: cell('en'),
      type: cell('type'),
      unit: cell('unit') || null,
      choices: choicesOf(cell('choices')),
      isRequired: cell('required') === '是',
      least: numberOf(cell('least')),
      most: numberOf(cell('most')),
      longest: numberOf(cell('longest')),
      source: cell('source'),
      mark: cell('mark'),
    })
    for (const kind of kindsOf(cell('kinds'))) byKind.set(kind, [...(byKind.get(kind) ?? []), attribute])
  }
  return byKind
}

const numberOf = (text: string): number | null => (text === '' ? null : z.coerce.number().parse(text))

const choicesOf = (text: string) =>
  text === ''
    ? []
    : text.split('|').map((choice) => {
        const [zh = '', en = zh] = choice.split(':')
        return { zh, en }
      })

/** `01001-01003 01009` as the kinds it means. */
function kindsOf(text: string): readonly string[] {
  return text.split(' ').flatMap((part) => {
    const [from = '', to = from] = part.split('-')
    const count = Number(to) - Number(from) + 1
    return Array.from({ length: count }, (_, at) => String(Number(from) + at).padStart(from.length, '0'))
  })
}

const national = readAttributes(readFileSync(file))

/** The attributes of a kind, in the order of its form; none where the table has none. */
export const attributesOf = (kind: string): readonly Attribute[] => national.get(kind) ?? []
