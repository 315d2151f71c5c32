import { Button, type ButtonProps, Dropdown } from 'antd'
import { useState } from 'react'
import { defineWords, useWords } from '#web/kit/language.ts'

const words = defineWords({
  minutes: { zh: (n: number) => `所有大屏，${n} 分钟`, en: (n: number) => `All walls, ${n} minutes` },
})

const spans = [5, 10, 30, 60] as const

type Props = {
  readonly button: Pick<ButtonProps, 'size' | 'loading'>
  readonly label: string
  readonly onChoose: (minutes: number) => void
}

/** For how long: opens at once, since whoever sees it has asked for it. */
export function PushMenu({ button, label, onChoose }: Props) {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(true)
  const items = spans.map((minutes) => ({ key: String(minutes), label: w.minutes(minutes) }))
  return (
    <Dropdown
      open={isOpen}
      onOpenChange={setOpen}
      autoFocus
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => onChoose(Number(key)) }}
    >
      <Button {...button}>{label}</Button>
    </Dropdown>
  )
}
