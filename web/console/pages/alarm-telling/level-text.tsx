import type { AnyLevel } from '#analyse/telling/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { useAddresseeName } from './addressee.ts'
import './telling.css'
import { words } from './words.ts'

/** The steps of a level, a line each. */
export function LevelText({ level }: { level: AnyLevel }) {
  const w = useWords(words)
  const zh = useLanguage() === 'zh'
  const nameOf = useAddresseeName()
  if (level.steps.length === 0) return <>{w.nobody}</>
  const when = (minutes: number, at: number) => {
    if (minutes === 0) return zh ? '立即' : 'At once'
    if (at === 0) return zh ? `${minutes} 分钟后` : `After ${minutes} min`
    return zh ? `${minutes} 分钟无人确认` : `Unacknowledged for ${minutes} min`
  }
  return (
    <ul className="telling-text">
      {level.steps.map(({ afterMinutes, to, sms, repeat }, at) => (
        <li key={afterMinutes}>
          {when(afterMinutes, at)}
          {zh ? '：' : ': '}
          {to.map(nameOf).join(zh ? '、' : ', ')}
          {sms && <span className="quiet"> · {w.smsShort}</span>}
          {repeat && (
            <span className="quiet">
              {' · '}
              {zh
                ? `每 ${repeat.everyMinutes} 分钟再告知，至多 ${repeat.times} 次`
                : `every ${repeat.everyMinutes} min, ${repeat.times} times more`}
            </span>
          )}
        </li>
      ))}
      {level.quiet && (
        <li className="quiet">
          {zh ? '免扰 ' : 'Quiet '}
          {level.quiet.from}–{level.quiet.to}
        </li>
      )}
    </ul>
  )
}
