import { capsOf } from './binding.ts'
import './keys.css'

/** A key as caps; what it does stands elsewhere in words, so nobody has to hear it twice. */
export const Caps = ({ of }: { of: string }) => (
  <span className="caps" aria-hidden="true">
    {capsOf(of).map((cap) => (
      <kbd key={cap}>{cap}</kbd>
    ))}
  </span>
)
