import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type DeviceReply,
  deviationName,
  enoughFrames,
  getDevice,
  kindName,
  metricName,
} from '#sense/device/contract.ts'
import { DetailBody } from '#web/kit/drawer/detail-body.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { DeviceAlarms } from '../alarms/device-alarms.tsx'
import { Acceptance } from './acceptance.tsx'
import { Credential } from './credential.tsx'
import { HealthTag } from './health-tag.tsx'
import { Instructions } from './instructions.tsx'
import { Mapping } from './mapping.tsx'
import { Retire } from './retire.tsx'
import { SeriesChart } from './series-chart.tsx'
import { Track } from './track.tsx'
import { Upstream } from './upstream.tsx'
import { words } from './words.ts'

/** One device: whether it is heard, its last values with one of them over a day, where it went, how it keeps to its protocol. */
export function DeviceDetail({ deviceId, onRetired }: { deviceId: string; onRetired: () => void }) {
  const me = useMe()
  const query = useQuery({ ...ask(getDevice, { params: { deviceId } }), refetchInterval: 5_000 })
  const changed = () => void query.refetch()
  const retired = () => {
    void query.refetch()
    onRetired()
  }
  return (
    <DetailBody query={query}>
      {(device) => (
        <div className="detail">
          <Facts device={device} />
          {may(me, 'alarm.read') && <DeviceAlarms deviceId={deviceId} />}
          <Values device={device} />
          {device.placeAt && <Track device={device} />}
          <Instructions device={device} />
          <Conduct device={device} />
          {examined.has(device.protocol) && <Acceptance device={device} />}
          {may(me, 'device.write') && !device.retiredAt && (
            <>
              {showsCredential.has(device.protocol) && <Credential device={device} onDone={changed} />}
              {speaksJson.has(device.protocol) && <Mapping device={device} onDone={changed} />}
              <Upstream device={device} onDone={changed} />
              <Retire device={device} onDone={retired} />
            </>
          )}
        </div>
      )}
    </DetailBody>
  )
}

// What comes through the platform of an operator is looked at there.
const examined: ReadonlySet<string> = new Set(['jt808', 'hj212', 'sl651', 'mqtt', 'coap'])

const speaksJson: ReadonlySet<string> = new Set(['mqtt', 'coap', 'onenet', 'ctwing', 'iotda'])

const showsCredential: ReadonlySet<string> = new Set(['mqtt', 'coap', 'hj212', 'sl651'])

function Facts({ device }: { device: DeviceReply }) {
  const w = useWords(words)
  const pick = usePick()
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [w.health, device.retiredAt ? w.retired : <HealthTag key="health" health={device.health} />],
    [w.heardAt, device.heardAt && formatTime(device.heardAt)],
    [w.kind, pick(kindName(device.kind))],
    [w.protocol, device.protocol],
    [
      w.sender,
      <span key="sender" className="list-code">
        {device.sender}
      </span>,
    ],
    [w.unit, device.unitName],
    [w.component, device.componentCode],
    [w.upstream, device.upstreamName],
    [w.frames, device.frames.toLocaleString()],
    ...Object.entries(device.facts)
      .filter(isFact)
      .map(([name, value]) => [pick(metricName(name)), String(value)] as const),
  ]
  return (
    <dl className="detail-facts">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

// Settings stand beside what they were to be.
const isFact = ([name]: [string, unknown]): boolean => !name.startsWith('setting:')

// Words of bits, which make no curve.
const states: ReadonlySet<string> = new Set(['alarms', 'ignition'])

function Values({ device }: { device: DeviceReply }) {
  const w = useWords(words)
  const pick = usePick()
  const [chosen, choose] = useState<string>()
  const telling = device.latest.find((one) => !states.has(one.metric))
  const metric = chosen ?? (telling ?? device.latest[0])?.metric
  return (
    <section>
      <h3>{w.latest}</h3>
      {device.latest.length === 0 ? (
        <p className="quiet">{w.noValues}</p>
      ) : (
        <table className="device-values">
          <thead>
            <tr>
              <th>{w.metric}</th>
              <th className="end">{w.value}</th>
              <th>{w.at}</th>
              <th>{w.health}</th>
            </tr>
          </thead>
          <tbody>
            {device.latest.map((one) => (
              <tr key={one.metric}>
                <td>
                  <button
                    type="button"
                    className="link"
                    aria-pressed={one.metric === metric}
                    onClick={() => choose(one.metric)}
                  >
                    {pick(metricName(one.metric))}
                  </button>
                </td>
                <td className="end">
                  {one.value} {one.unit}
                </td>
                <td>{formatTime(one.at)}</td>
                <td>{w[one.quality]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {metric && <SeriesChart key={metric} deviceId={device.deviceId} metric={metric} />}
    </section>
  )
}

function Conduct({ device }: { device: DeviceReply }) {
  const w = useWords(words)
  const pick = usePick()
  const departures = Object.entries(device.deviations).toSorted((a, b) => b[1] - a[1])
  return (
    <section>
      <h3>
        {w.grade} {device.grade ?? w.noGrade(enoughFrames)}
      </h3>
      <p className="quiet">{w.gradeHint}</p>
      <ul className="device-counts" aria-label={w.deviations}>
        {device.refused > 0 && (
          <li>
            {w.refused} {device.refused.toLocaleString()}
          </li>
        )}
        {departures.map(([name, count]) => (
          <li key={name}>
            {pick(deviationName(name))} {count.toLocaleString()}
          </li>
        ))}
        {departures.length === 0 && device.refused === 0 && <li className="quiet">{w.noDeviations}</li>}
      </ul>
    </section>
  )
}
