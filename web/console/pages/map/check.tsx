import type { ReactNode } from 'react'

type Props = {
  readonly isOn: boolean
  readonly onTurn: (isOn: boolean) => void
  readonly children: ReactNode
}

/** A box to tick, the browser's own: the panel of layers has dozens and comes with the map. */
export const Check = ({ isOn, onTurn, children }: Props) => (
  <label className="map-check">
    <input type="checkbox" checked={isOn} onChange={({ target }) => onTurn(target.checked)} />
    <span>{children}</span>
  </label>
)
