import { z } from 'zod'
import { listProblems } from '../problem.ts'
import type { RouteContract } from './contract.ts'

type Json = Record<string, unknown>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

/** The API document (OpenAPI 3.1), generated from the same contracts that the server enforces. */
export function openApi(contracts: readonly RouteContract[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const contract of contracts) {
    const path = contract.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(contract) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '一网 Yiwang',
      version,
      description: '城市综合管理服务平台接口 · City management service platform API',
      license: { name: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { Problem: problemSchema() },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'yiwang.session_token' } },
    },
  }
}

function operation(contract: RouteContract): Json {
  const ok = contract.rawReply
    ? { description: 'OK' }
    : { description: 'OK', content: { 'application/json': { schema: schemaOf(contract.reply, 'output') } } }
  return {
    tags: [contract.tag],
    summary: `${contract.summary.zh} · ${contract.summary.en}`,
    operationId: `${contract.method.toLowerCase()}${contract.path.replace(/[^A-Za-z0-9]+(\w)/g, (_, c: string) => c.toUpperCase())}`,
    ...(contract.access === 'public'
      ? { security: [] }
      : { security: [{ session: [] }], 'x-permission': contract.access }),
    parameters: [...fields(contract.params, 'path'), ...fields(contract.query, 'query'), ...keyHeader(contract)],
    ...requestBody(contract),
    responses: {
      200: ok,
      default: {
        description: (contract.problems ?? []).join(', ') || 'problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function fields(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

const keyHeader = (contract: RouteContract): Json[] =>
  contract.method === 'GET' || contract.outsideLedger
    ? []
    : [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          schema: { type: 'string', minLength: 8, maxLength: 200 },
        },
      ]

function requestBody(contract: RouteContract): Json {
  if (contract.bytes)
    return {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    }
  if (!contract.body) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(contract.body, 'input') } } },
  }
}

function problemSchema(): Json {
  return {
    type: 'object',
    required: ['type', 'status', 'code', 'title', 'titleEn'],
    properties: {
      type: { type: 'string' },
      status: { type: 'integer' },
      code: {
        type: 'string',
        enum: listProblems()
          .map((problem) => problem.code)
          .sort(),
      },
      title: { type: 'string' },
      titleEn: { type: 'string' },
      field: { type: 'string' },
      detail: { type: 'object' },
      faults: {
        type: 'array',
        items: {
          type: 'object',
          required: ['field', 'code', 'zh', 'en'],
          properties: {
            field: { type: 'string' },
            code: { type: 'string' },
            zh: { type: 'string' },
            en: { type: 'string' },
          },
        },
      },
      requestId: { type: 'string' },
    },
  }
}
