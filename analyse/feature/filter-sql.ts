import type { Box } from '#city/place/distance.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Comparison, Condition, Literal } from './filter.ts'
import { type Token, wrong } from './filter-tokens.ts'

export type PropertyType = 'text' | 'number' | 'day' | 'instant'

/** What a filter may name: properties by what they are in SQL, and the one geometry. */
export type Queryables = {
  readonly properties: Readonly<Record<string, { readonly sql: Sql; readonly type: PropertyType }>>
  readonly geometry: string
  meets(box: Box): Sql
}

const signs: Readonly<Record<Comparison, Sql>> = {
  '=': sql.raw('='),
  '<>': sql.raw('<>'),
  '<': sql.raw('<'),
  '<=': sql.raw('<='),
  '>': sql.raw('>'),
  '>=': sql.raw('>='),
}

/**
 * A filter as an SQL condition. Every value is a parameter, every name is looked up in `queryables` and stands there as text of
 * the program; nothing of the caller's own text becomes SQL. Error: `filter_invalid`.
 */
export function filterSql(condition: Condition, queryables: Queryables): Sql {
  const property = (token: Token) => {
    const known = Object.hasOwn(queryables.properties, token.value) ? queryables.properties[token.value] : undefined
    if (!known) throw wrong(token.at, `没有属性 ${token.value}`, `there is no property ${token.value}`)
    return known
  }
  switch (condition.is) {
    case 'and':
    case 'or':
      return sql`(${sql.join(
        condition.of.map((each) => filterSql(each, queryables)),
        condition.is === 'and' ? ' and ' : ' or ',
      )})`
    case 'not':
      return sql`not (${filterSql(condition.of, queryables)})`
    case 'constant':
      return sql`${condition.value}::boolean`
    case 'null':
      return sql`${property(condition.property).sql} is null`
    case 'like': {
      const named = property(condition.property)
      if (named.type !== 'text') throw mismatch(condition.property)
      return sql`${named.sql} like ${condition.pattern}::text`
    }
    case 'compare': {
      const named = property(condition.property)
      return sql`${named.sql} ${signs[condition.by]} ${valueSql(condition.to, named.type, condition.property)}`
    }
    case 'in': {
      const named = property(condition.property)
      return sql`${named.sql} in (${sql.join(condition.among.map((each) => valueSql(each, named.type, condition.property)))})`
    }
    case 'between': {
      const named = property(condition.property)
      const [from, to] = [condition.from, condition.to].map((each) => valueSql(each, named.type, condition.property))
      return sql`${named.sql} between ${from} and ${to}`
    }
    case 'meets':
      if (condition.property.value !== queryables.geometry)
        throw wrong(
          condition.property.at,
          `几何属性是 ${queryables.geometry}`,
          `the geometry is ${queryables.geometry}`,
        )
      return queryables.meets(condition.box)
  }
}

function valueSql({ type, value }: Literal, wanted: PropertyType, property: Token): Sql {
  if (wanted === 'text' && type === 'text') return sql`${value}::text`
  if (wanted === 'number' && type === 'number') return sql`${value}::float8`
  // A day may be written as plain text too, as many clients do.
  if (wanted === 'day' && (type === 'day' || (type === 'text' && isDay(value)))) return sql`${value}::date`
  if (wanted === 'instant' && (type === 'instant' || type === 'day')) return sql`${value}::timestamptz`
  throw mismatch(property)
}

function isDay(value: unknown): boolean {
  const at = new Date(String(value))
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === value
}

const mismatch = (property: Token) =>
  wrong(property.at, `${property.value} 与所给的值类型不同`, `${property.value} is of another type than the value`)
