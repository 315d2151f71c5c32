import { Button, InputNumber, Select } from 'antd'
import type { listLimitRows } from '#command/limit-draft/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatLimit, type Limit, type LimitUnit, limitUnits } from '#web/kit/limit.ts'
import type { LimitDraft } from './use-limit-draft.ts'
import { words } from './words.ts'

type Row = ReplyOf<typeof listLimitRows>['items'][number]
type Props = { row: Row; held: Row['limits'][number]; draft: LimitDraft; mayWrite: boolean }

/** One limit: what holds beside a field for what is to. */
export function LimitRow({ row, held, draft, mayWrite }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const { conditionId, code, name, majorName, ordinal, condition } = row
  const { areaClass, note } = held
  const key = { conditionId, areaClass }
  const today: Limit = { value: held.value, unit: held.unit }
  const wanted = draft.limitOf(key)
  const shown = wanted ?? today
  const called = `${code} ${name} ${ordinal}`
  const put = (limit: Limit) => draft.change(key, isSame(limit, today) ? undefined : limit)
  return (
    <tr className={wanted ? 'limit-changed' : ''}>
      <th scope="row">
        <span className="list-code">{code}</span> {name}
        <small>{majorName}</small>
      </th>
      <td className="limit-condition">
        {condition}
        {areaClass !== '*' && (
          <span className="tag tone-blue">
            {w.area} {areaClass}
          </span>
        )}
      </td>
      <td className="limit-held">
        {wanted ? <del>{formatLimit(today, language)}</del> : formatLimit(today, language)}
        {note && <small>{note}</small>}
      </td>
      <td>
        <div className="limit-fields">
          <InputNumber
            aria-label={w.value(called)}
            min={0.5}
            step={1}
            disabled={!mayWrite}
            value={shown.value}
            onChange={(value) => value !== null && put({ ...shown, value })}
          />
          <Select
            aria-label={w.unit(called)}
            disabled={!mayWrite}
            value={shown.unit}
            options={unitsIn(language)}
            popupMatchSelectWidth={false}
            onChange={(unit) => put({ ...shown, unit })}
          />
          <Button
            type="text"
            size="small"
            aria-label={`${w.reset} ${called}`}
            title={w.reset}
            className={wanted ? '' : 'limit-unchanged'}
            disabled={!wanted || !mayWrite}
            onClick={() => draft.change(key, undefined)}
          >
            ↺
          </Button>
        </div>
      </td>
    </tr>
  )
}

const isSame = (a: Limit, b: Limit) => a.value === b.value && a.unit === b.unit

const unitsIn = (language: 'zh' | 'en') =>
  Object.entries(limitUnits).map(([value, name]) => ({ value: value as LimitUnit, label: name[language] }))
