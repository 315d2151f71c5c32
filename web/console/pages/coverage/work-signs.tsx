import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { getCoverage } from '#sense/coverage/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { SignForm } from './sign-form.tsx'
import { words } from './words.ts'

type Vehicles = ReplyOf<typeof getCoverage>['vehicles']

/** By what the vehicles of a plan tell that they work; whoever plans may declare it. */
export function WorkSigns({ vehicles }: { vehicles: Vehicles }) {
  const w = useWords(words)
  const mayChange = may(useMe(), 'track.write')
  const [open, setOpen] = useState<string>()
  const chosen = vehicles.find(({ deviceId }) => deviceId === open)
  return (
    <section aria-label={w.signs} className="cover-signs">
      <h2>{w.signs}</h2>
      <ul>
        {vehicles.map(({ deviceId, device, sign }) => (
          <li key={deviceId}>
            <span>
              {device}{' '}
              <span className={sign ? 'cover-tag green' : 'cover-tag grey'}>
                {sign ? w.bySign(sign) : w.bySpeedOnly}
              </span>
            </span>
            {mayChange && (
              <Button size="small" onClick={() => setOpen(deviceId)} aria-label={`${w.declare} ${device}`}>
                {w.declare}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Drawer
        title={chosen ? w.signOf(chosen.device) : ''}
        open={chosen !== undefined}
        onClose={() => setOpen(undefined)}
        size={Math.min(560, window.innerWidth)}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {chosen && <SignForm key={chosen.deviceId} deviceId={chosen.deviceId} onDone={() => setOpen(undefined)} />}
      </Drawer>
    </section>
  )
}
