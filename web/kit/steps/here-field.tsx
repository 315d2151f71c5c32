import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { WirePoint } from '#city/case/contract.ts'
import { Field } from '../form/field.tsx'
import type { Draft } from '../form/use-draft.ts'
import { defineWords, useWords } from '../language.ts'

const words = defineWords({
  label: { zh: '当前位置', en: 'Where you are' },
  take: { zh: '附上当前位置', en: 'Attach my place' },
  again: { zh: '重新定位', en: 'Locate again' },
  locating: { zh: '定位中', en: 'Locating' },
  taken: {
    zh: (lon: string, lat: string, metres: number) => `已附 ${lon}, ${lat}（精度约 ${metres} 米）`,
    en: (lon: string, lat: string, metres: number) => `Attached ${lon}, ${lat} (within about ${metres} m)`,
  },
  coarse: { zh: '精度较差，请到开阔处重新定位', en: 'Not precise; try again in the open' },
  refused: { zh: '无法定位：设备未授权或没有信号', en: 'No position: not allowed or no signal' },
})

type Here = {
  point?: z.input<typeof WirePoint> | null | undefined
  accuracyMetres?: number | null | undefined
  fixAt?: string | null | undefined
}

const coarseMetres = 30

/** The device's own position, attached when asked to, with how far it may be trusted and when it was known. */
export function HereField<V extends Here>({ form, hint }: { form: Draft<V>; hint?: string }) {
  const w = useWords(words)
  const [state, setState] = useState<'idle' | 'locating' | 'refused'>('idle')
  const { point } = form.values
  const accuracy = Math.round(form.values.accuracyMetres ?? 0)
  const locate = () => {
    setState('locating')
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) => {
        setState('idle')
        form.set('accuracyMetres', coords.accuracy as V['accuracyMetres'])
        form.set('fixAt', new Date(timestamp).toISOString() as V['fixAt'])
        form.set('point', { frame: 'WGS84', lon: coords.longitude, lat: coords.latitude } as V['point'])
      },
      () => setState('refused'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 10_000 },
    )
  }
  return (
    <Field form={form} name="point" label={w.label} hint={hint} isOptional>
      {({ id, 'aria-describedby': describedBy }) => (
        <div>
          <Button id={id} aria-describedby={describedBy} loading={state === 'locating'} onClick={locate}>
            {state === 'locating' ? w.locating : point ? w.again : w.take}
          </Button>
          <p className="field-hint" role="status">
            {state === 'refused' && w.refused}
            {point && state === 'idle' && w.taken(point.lon.toFixed(5), point.lat.toFixed(5), accuracy)}
            {point && accuracy > coarseMetres && ` ${w.coarse}`}
          </p>
        </div>
      )}
    </Field>
  )
}
