import { Checkbox, Input, Select } from 'antd'
import { natures, type TargetItem } from '#supervise/target/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import type { useAddress } from '../components/use-address.ts'
import { words } from './words.ts'

type Address = ReturnType<typeof useAddress>
type Props = { items: readonly TargetItem[]; address: Address[0]; change: Address[1] }

/** Narrows the board; what is chosen stands in the address. */
export function Filters({ items, address, change }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const owners = new Map(
    items.flatMap(({ body, ownerUnitName }) =>
      body.ownerUnitId && ownerUnitName ? [[body.ownerUnitId, ownerUnitName]] : [],
    ),
  )
  const choice = (name: string, label: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      value={address[name] ?? null}
      options={options}
      onChange={(value?: string | null) => change({ [name]: value ?? undefined })}
      style={{ minInlineSize: 132 }}
    />
  )
  return (
    <search className="list-filters targets-filters">
      <Input
        aria-label={w.search}
        placeholder={w.search}
        allowClear
        value={address.text ?? ''}
        onChange={({ target }) => change({ text: target.value })}
      />
      {choice(
        'standing',
        w.standing,
        (['short', 'disputed', 'met', 'unknown'] as const).map((value) => ({ value, label: w[value] })),
      )}
      {choice(
        'nature',
        w.nature,
        Object.entries(natures).map(([value, words]) => ({ value, label: pick(words) })),
      )}
      {choice(
        'owner',
        w.owner,
        [...owners].map(([value, label]) => ({ value, label })),
      )}
      <Checkbox
        checked={address.conflict === 'yes'}
        onChange={({ target }) => change({ conflict: target.checked ? 'yes' : undefined })}
      >
        {w.onlyConflicts}
      </Checkbox>
      <Checkbox
        checked={address.retired === 'yes'}
        onChange={({ target }) => change({ retired: target.checked ? 'yes' : undefined })}
      >
        {w.withRetired}
      </Checkbox>
    </search>
  )
}
