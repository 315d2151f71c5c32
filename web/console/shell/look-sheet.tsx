import { Modal, Radio } from 'antd'
import { defineWords, useWords } from '#web/kit/language.ts'
import { type Look, setLook, useLook } from '#web/kit/look.ts'
import { tableChoices, themeChoices } from '#web/kit/look-choice.ts'
import { type Density, densities } from '#web/kit/tokens.ts'

const words = defineWords({
  title: { zh: '显示设置', en: 'Appearance' },
  theme: { zh: '主题', en: 'Theme' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
  system: { zh: '跟随系统', en: 'As the system' },
  density: { zh: '疏密', en: 'Density' },
  compact: { zh: '紧凑', en: 'Compact' },
  normal: { zh: '标准', en: 'Normal' },
  comfortable: { zh: '宽松', en: 'Comfortable' },
  tables: { zh: '长列表', en: 'Long lists' },
  scroll: { zh: '连续滚动', en: 'Scroll on' },
  pages: { zh: '分页表格', en: 'Paged tables' },
  close: { zh: '关闭', en: 'Close' },
  kept: {
    zh: '立即生效，并为您保存在这台电脑的浏览器里。',
    en: 'Takes effect at once and is kept for you in this browser.',
  },
})

/** How the screen looks to this person, shown as they are chosen. */
export function LookSheet({ onClose }: { onClose: () => void }) {
  const w = useWords(words)
  return (
    <Modal
      open
      title={w.title}
      footer={null}
      onCancel={onClose}
      width={420}
      closable={{ 'aria-label': w.close }}
      destroyOnHidden
    >
      <div className="look-sheet">
        <LookChoice />
        <p className="quiet">{w.kept}</p>
      </div>
    </Modal>
  )
}

/** The choices, wherever they are offered. */
export function LookChoice() {
  const w = useWords(words)
  const { theme, density, tables } = useLook()
  return (
    <>
      <Choice legend={w.theme} value={theme} values={themeChoices} onChoose={(chosen) => setLook({ theme: chosen })} />
      <Choice
        legend={w.density}
        value={density}
        values={densityNames}
        onChoose={(chosen) => setLook({ density: chosen })}
      />
      <Choice
        legend={w.tables}
        value={tables}
        values={tableChoices}
        onChoose={(chosen) => setLook({ tables: chosen })}
      />
    </>
  )
}

const densityNames = Object.keys(densities) as Density[]

type Choosable = Look[keyof Look]
type ChoiceProps<V> = { legend: string; value: V; values: readonly V[]; onChoose: (value: V) => void }

function Choice<V extends Choosable>({ legend, value, values, onChoose }: ChoiceProps<V>) {
  const w = useWords(words)
  return (
    <fieldset className="look-choice">
      <legend>{legend}</legend>
      <Radio.Group
        optionType="button"
        value={value}
        options={values.map((one) => ({ value: one, label: w[one] }))}
        onChange={({ target }) => onChoose(target.value)}
      />
    </fieldset>
  )
}
