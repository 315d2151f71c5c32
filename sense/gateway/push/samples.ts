import { signatureOf as onenetSignature } from './onenet.ts'
import type { ShapeName } from './shapes.ts'

/** What a platform pushes and what it says. Made for this purpose from their documents; no platform sent them. */
export type Sample = {
  about: string
  shape: ShapeName
  body: object
  says: readonly { sender: string; at: string; values: Readonly<Record<string, unknown>> }[]
}

/** The token that the samples are signed with. */
export const token = 'a-token-of-the-district'

const at = '2026-01-02T03:04:05.000Z'
const ms = Date.parse(at)

const signed = (msg: object) => {
  const text = JSON.stringify(msg)
  return { msg: text, nonce: 'abcdefgh', signature: onenetSignature(token, 'abcdefgh', text), time: ms, id: 'id-1' }
}

export const samples: readonly Sample[] = [
  {
    about: 'OneNET, a thing model',
    shape: 'onenet',
    body: signed({
      notifyType: 'property',
      productId: 'p1',
      deviceName: 'cover-1',
      data: { id: '1', params: { tilt: { value: 12.5, time: ms }, battery: { value: 3.6, time: ms } } },
    }),
    says: [{ sender: 'cover-1', at, values: { tilt: 12.5, battery: 3.6 } }],
  },
  {
    about: 'OneNET, data streams of several devices',
    shape: 'onenet',
    body: signed([
      { type: 1, dev_name: 'cover-1', ds_id: 'tilt', value: 12.5, at: ms },
      { type: 1, imei: '860000000000001', ds_id: '3200_0_5500', value: 1, at: ms },
    ]),
    says: [
      { sender: 'cover-1', at, values: { tilt: 12.5 } },
      { sender: '860000000000001', at, values: { '3200_0_5500': 1 } },
    ],
  },
  {
    about: 'CTWing, a thing model',
    shape: 'ctwing',
    body: {
      messageType: 'dataReport',
      protocol: 'lwm2m',
      productId: 'p1',
      deviceId: 'cover-2',
      timestamp: ms,
      payload: { tilt: 12.5 },
    },
    says: [{ sender: 'cover-2', at, values: { tilt: 12.5 } }],
  },
  {
    about: 'CTWing, what a device sent through',
    shape: 'ctwing',
    body: {
      messageType: 'dataReport',
      deviceId: 'cover-2',
      timestamp: ms,
      payload: { APPdata: Buffer.from('{"tilt":12.5}').toString('base64') },
    },
    says: [{ sender: 'cover-2', at, values: { tilt: 12.5 } }],
  },
  {
    about: 'CTWing, a device that went away',
    shape: 'ctwing',
    body: { messageType: 'deviceOnlineOfflineReport', deviceId: 'cover-2', timestamp: ms, eventType: 0 },
    says: [],
  },
  {
    about: 'IoTDA, two services',
    shape: 'iotda',
    body: {
      resource: 'device.property',
      event: 'report',
      event_time: '20260102T030406Z',
      notify_data: {
        header: { app_id: 'a', device_id: 'cover-3', node_id: 'n', product_id: 'p' },
        body: {
          services: [
            { service_id: 'Cover', properties: { tilt: 12.5 }, event_time: '20260102T030405Z' },
            { service_id: 'Power', properties: { battery: 3.6 }, event_time: '20260102T030405Z' },
          ],
        },
      },
    },
    says: [
      { sender: 'cover-3', at, values: { 'Cover.tilt': 12.5 } },
      { sender: 'cover-3', at, values: { 'Power.battery': 3.6 } },
    ],
  },
]
