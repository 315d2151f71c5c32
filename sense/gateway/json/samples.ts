import type { JsonReport, Mapping } from './codec.ts'

/** A document, how it is read and what it says, for tests and for whoever writes a mapping. Made for this purpose. */
export type Sample = { about: string; document: unknown; mapping?: Mapping; reports: JsonReport[] }

const at = new Date('2026-01-02T03:04:05Z')

export const samples: readonly Sample[] = [
  {
    about: 'our own form',
    document: { at: '2026-01-02T11:04:05+08:00', values: { waterLevel: { value: 1.25, unit: 'm', quality: 'ok' } } },
    reports: [{ at, values: [{ metric: 'waterLevel', value: 1.25, unit: 'm', quality: 'ok' }], facts: {} }],
  },
  {
    about: 'our own form, several at once',
    document: [
      { at: 1767323045000, values: { battery: 3.6 } },
      { at: 1767323105, values: { battery: 3.5 } },
    ],
    reports: [
      { at, values: [{ metric: 'battery', value: 3.6 }], facts: {} },
      { at: new Date('2026-01-02T03:05:05Z'), values: [{ metric: 'battery', value: 3.5 }], facts: {} },
    ],
  },
  {
    about: 'ThingsBoard, with a time',
    document: { ts: 1767323045000, values: { temperature: 21.5, open: true } },
    reports: [
      {
        at,
        values: [
          { metric: 'temperature', value: 21.5 },
          { metric: 'open', value: 1 },
        ],
        facts: {},
      },
    ],
  },
  {
    about: 'ThingsBoard, values alone',
    document: { temperature: '21.5' },
    reports: [{ values: [{ metric: 'temperature', value: 21.5 }], facts: {} }],
  },
  {
    about: 'Huawei IoTDA by a mapping',
    document: { services: [{ service_id: 'Level', properties: { mm: 1250 }, event_time: '20260102T030405Z' }] },
    mapping: {
      each: 'services',
      time: { path: 'event_time', form: 'auto' },
      values: [{ path: 'properties.mm', metric: 'waterLevel', unit: 'm', scale: 0.001 }],
    },
    reports: [{ at, values: [{ metric: 'waterLevel', value: 1.25, unit: 'm' }], facts: {} }],
  },
  {
    about: 'a list told apart by a member, with an offset',
    document: {
      t: '20260102110405',
      data: [
        { id: 'T', v: '2982' },
        { id: 'H', v: 60 },
      ],
    },
    mapping: {
      time: { path: 't', form: 'digits' },
      values: [{ path: 'data[id=T].v', metric: 'temperature', unit: '°C', scale: 0.1, offset: -273 }],
    },
    reports: [{ at, values: [{ metric: 'temperature', value: 2982 * 0.1 - 273, unit: '°C' }], facts: {} }],
  },
]
