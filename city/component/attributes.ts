import { z } from 'zod'

/**
 * Forms as data. A class of things (a kind of component, an industry's object) lists its attributes; screen, server and import build
 * the same schema from the list, so that a new class is a few lines of a table and no code.
 */
export const Attribute = z.object({
  /** Its key in the register; never changes. */
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  zh: z.string().min(1),
  en: z.string().min(1),
  type: z.enum(['text', 'number', 'integer', 'boolean', 'choice', 'date', 'texts']),
  unit: z.string().nullable(),
  /** Of a choice: what is kept is the Chinese word, as files carry it. */
  choices: z.array(z.object({ zh: z.string(), en: z.string() })),
  isRequired: z.boolean(),
  least: z.number().nullable(),
  most: z.number().nullable(),
  longest: z.int().nullable(),
  /** Where the attribute comes from, with the mark of how well that is known. */
  source: z.string(),
  mark: z.string(),
})
export type Attribute = z.output<typeof Attribute>

// A zero is a letter that no text of the database may hold.
const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\0]*$/)

export const AttributeValue = z.union([text(1000), z.number(), z.boolean(), z.array(text(200)).max(50), z.null()])
export type AttributeValue = z.output<typeof AttributeValue>
export type AttributeValues = Readonly<Record<string, AttributeValue | undefined>>

const TEXT = 200
const MOST_TEXTS = 20

type Shape = z.ZodType<AttributeValue | undefined, AttributeValue | undefined>

/**
 * The schema of the values of a list of attributes. What is `alsoKnown` (columns of a census that no list names) may stay; anything
 * else that the list does not name is refused. A class without a list takes what it is given.
 */
export function attributesSchema(
  attributes: readonly Attribute[],
  alsoKnown: Iterable<string> = [],
): z.ZodObject<Record<string, Shape>> {
  const known = Object.fromEntries([...alsoKnown].map((name): [string, Shape] => [name, AttributeValue.optional()]))
  const named = Object.fromEntries(attributes.map((one): [string, Shape] => [one.name, shapeOf(one)]))
  if (attributes.length === 0) return z.object(known).catchall(AttributeValue)
  return z.strictObject({ ...known, ...named })
}

function shapeOf(attribute: Attribute): Shape {
  const shape = plainShape(attribute)
  return attribute.isRequired ? shape : shape.nullable().optional()
}

function plainShape({ type, choices, isRequired, least, most, longest }: Attribute) {
  switch (type) {
    case 'number':
    case 'integer': {
      const number = type === 'integer' ? z.int() : z.number()
      return number.min(least ?? Number.MIN_SAFE_INTEGER).max(most ?? Number.MAX_SAFE_INTEGER)
    }
    case 'boolean':
      return z.boolean()
    case 'choice':
      return z.enum(choices.map(({ zh }) => zh))
    case 'date':
      return z.iso.date()
    case 'texts':
      return z
        .array(text(longest ?? TEXT).min(1))
        .min(isRequired ? 1 : 0)
        .max(MOST_TEXTS)
    case 'text':
      return text(longest ?? TEXT).min(isRequired ? 1 : 0)
  }
}

/** Values without those that say nothing. */
export const filledOf = (values: AttributeValues): Record<string, Exclude<AttributeValue, null>> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Exclude<AttributeValue, null>] => {
      const [, value] = entry
      return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
    }),
  )

const yes = new Set(['是', '有', 'yes', 'true', '1'])
const no = new Set(['否', '无', 'no', 'false', '0'])

/** The attribute a column of a file means: by its Chinese or English words, a unit in brackets behind them, or its name. */
export function attributeOfHeading(attributes: readonly Attribute[], heading: string): Attribute | undefined {
  const plain = heading
    .normalize('NFKC')
    .replace(/\([^)]*\)$/, '')
    .trim()
    .toLowerCase()
  return attributes.find(({ name, zh, en }) => [name, zh, en].some((word) => word.toLowerCase() === plain))
}

/** A cell of a file as the value it stands for; what it cannot be is left as text, which the schema then refuses. */
export function valueOfText({ type }: Attribute, text: string): AttributeValue {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return null
  switch (type) {
    case 'number':
    case 'integer':
      return Number.isFinite(Number(plain)) ? Number(plain) : plain
    case 'boolean':
      return yes.has(plain.toLowerCase()) ? true : no.has(plain.toLowerCase()) ? false : plain
    case 'texts':
      return text.split(/[、，,;；|]/).map((one) => one.trim())
    case 'date':
      return plain.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
    default:
      return text.trim()
  }
}

/** What a column of a file is called that carries an attribute; `attributeOfHeading` finds it again. */
export const headingOf = ({ zh, unit }: Attribute): string => (unit ? `${zh}（${unit}）` : zh)

/** A value as a cell of a file; `valueOfText` reads it back. */
export function textOfValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  return Array.isArray(value) ? value.map(String).join('、') : String(value)
}

/** A value as it is read: with its unit, a choice in the reader's language. */
export function attributeText(attribute: Attribute, value: unknown, language: 'zh' | 'en'): string {
  if (Array.isArray(value)) return value.map(String).join(language === 'zh' ? '、' : ', ')
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No'
  const choice = attribute.choices.find(({ zh }) => zh === value)
  if (choice) return choice[language]
  return attribute.unit && typeof value === 'number' ? `${value} ${attribute.unit}` : String(value)
}
