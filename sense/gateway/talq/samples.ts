/** Messages of a gateway and what they say, for tests and for whoever uses the codec alone. Made for this purpose. */
export const lamp = '7b1f6a52-0c7d-4d7e-9a53-2f60a4e8b001'
export const cabinet = '7b1f6a52-0c7d-4d7e-9a53-2f60a4e8b0c0'
const logger = '7b1f6a52-0c7d-4d7e-9a53-2f60a4e8bfff'

export const deviceSample = {
  address: lamp,
  name: '一号灯',
  class: 'Lamp',
  functions: [
    {
      id: 'basic',
      type: 'BasicFunction',
      swVersion: { type: 'AttributeString', value: '1.4' },
      location: { type: 'AttributeLocation', value: { latitude: 31.2, longitude: 107.5 } },
    },
    {
      id: 'lamp',
      type: 'LampActuatorFunction',
      actualLightState: { type: 'AttributeLevelState', value: { level: 70 } },
    },
  ],
}

const attribute = (device: string, name: string, type: string, value: unknown, timestamp: string) => ({
  data: {
    type: 'AttributeLogData',
    srcAddress: `${device}/f`,
    timestamp,
    attributeName: name,
    attributeValue: { type, value },
  },
})

/** A log report of a lamp and its cabinet at one time. */
export const logSample = (timestamp: string) => ({
  address: logger,
  entries: [
    attribute(lamp, 'actualLightState', 'AttributeLevelState', { type: 'LevelState', level: 70 }, timestamp),
    attribute(lamp, 'activePower', 'AttributeFloat', 84.5, timestamp),
    attribute(cabinet, 'totalActiveEnergy', 'AttributeFloat', 1204.5, timestamp),
    {
      data: { type: 'EventLogData', srcAddress: cabinet, timestamp, eventType: 'cabinetDoorOpen', startEndFlag: true },
    },
    { data: { type: 'EventLogData', srcAddress: lamp, timestamp, eventType: 'lampFailure', startEndFlag: true } },
  ],
})

/** Device, metric, unit, value of each thing that the report says. */
export const logSays: readonly (readonly [string, string, string, number])[] = [
  [lamp, 'level', '%', 70],
  [lamp, 'lit', '', 1],
  [lamp, 'load', 'W', 84.5],
  [cabinet, 'energy', 'kWh', 1204.5],
  [cabinet, 'door', '', 1],
  [lamp, 'event:lampFailure', '', 1],
]
