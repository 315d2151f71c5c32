import type { z } from 'zod'

/** What a field is, as far as its control must know. */
export type Shape =
  | { readonly type: 'text'; readonly most: number | undefined; readonly isLong: boolean }
  | {
      readonly type: 'number'
      readonly isWhole: boolean
      readonly least: number | undefined
      readonly most: number | undefined
    }
  | { readonly type: 'boolean' }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'date' }
  | { readonly type: 'texts'; readonly most: number | undefined; readonly longest: number | undefined }
  | { readonly type: 'group'; readonly fields: readonly SchemaField[] }

/** One field of a schema; without `isRequired` it may be left out, and `empty` is what stands for that. */
export type SchemaField = {
  readonly name: string
  readonly shape: Shape
  readonly isRequired: boolean
  readonly empty: null | undefined
}

/** Longer texts get a box that grows. */
const LINE = 200

/** The fields of an object's schema in its order. Throws where one is of no kind that a form can show. */
export const fieldsOf = (schema: z.ZodObject): readonly SchemaField[] =>
  Object.entries(schema.shape).map(([name, inner]) => fieldOf(name, inner as z.ZodType))

function fieldOf(name: string, schema: z.ZodType): SchemaField {
  const shape = shapeOf(name, bare(schema))
  const takes = (value: unknown) => schema.safeParse(value).success
  return {
    name,
    shape,
    isRequired: !takes(undefined) && !takes(null) && !(shape.type === 'text' && takes('')),
    empty: takes(null) ? null : undefined,
  }
}

/** The schema within what makes it optional, nullable, defaulted or read-only. */
function bare(schema: z.ZodType): z.ZodType {
  const { def } = schema as z.ZodType & { def: { type: string; innerType?: z.ZodType; in?: z.ZodType } }
  return def.innerType ? bare(def.innerType) : schema
}

function shapeOf(name: string, schema: z.ZodType): Shape {
  if (isOf<z.ZodString>(schema, 'string')) {
    if (schema.format === 'date') return { type: 'date' }
    const most = schema.maxLength ?? undefined
    return { type: 'text', most, isLong: (most ?? LINE) > LINE }
  }
  if (isOf<z.ZodNumber>(schema, 'number'))
    return {
      type: 'number',
      isWhole: schema.isInt,
      least: boundOf(schema.minValue),
      most: boundOf(schema.maxValue),
    }
  if (schema.type === 'boolean') return { type: 'boolean' }
  if (isOf<z.ZodEnum>(schema, 'enum')) return { type: 'choice', values: schema.options.map(String) }
  if (isOf<z.ZodArray<z.ZodString>>(schema, 'array') && schema.element.type === 'string')
    return { type: 'texts', most: mostOf(schema), longest: schema.element.maxLength ?? undefined }
  if (isOf<z.ZodObject>(schema, 'object')) return { type: 'group', fields: fieldsOf(schema) }
  throw new Error(`a form cannot show the field ${name} of type ${schema.type}`)
}

const isOf = <S extends z.ZodType>(schema: z.ZodType, type: S['type']): schema is S => schema.type === type

// A whole number's own bounds are no rule of the form.
const boundOf = (bound: number | null): number | undefined =>
  bound === null || !Number.isFinite(bound) || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound

const mostOf = (schema: z.ZodArray): number | undefined =>
  schema.def.checks
    ?.map((check) => check._zod.def as { check: string; maximum?: number })
    .find(({ check }) => check === 'max_length')?.maximum
