import { useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import type { Emergency } from './page.tsx'
import { words } from './words.ts'

/** Every stretch of emergency: who began and ended it, when and why. */
export function EmergencyLog({ log }: { log: readonly Emergency[] }) {
  const w = useWords(words)
  return (
    <section aria-labelledby="log-title">
      <h2 id="log-title">{w.log}</h2>
      <div className="plain-table">
        <table>
          <thead>
            <tr>
              {[w.name, w.level, w.from, w.until].map((name, at) => (
                <th key={`${name}-${at === 3 ? 'end' : 'start'}`} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {log.map((each) => (
              <tr key={each.emergencyId}>
                <td>{each.name}</td>
                <td>{each.level}</td>
                <td>
                  {formatTime(each.onAt)} · {each.onBy}
                  <small>{each.onReason}</small>
                </td>
                <td>
                  {each.offAt ? `${formatTime(each.offAt)} · ${each.offBy}` : w.inForce}
                  {each.offReason && <small>{each.offReason}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
