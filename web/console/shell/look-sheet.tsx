import { Modal, Radio } from 'antd'
import { defineWords, useWords } from '#web/kit/language.ts'
import { type Look, setLook, useLook } from '#web/kit/look.ts'
import { themeChoices } from '#web/kit/look-choice.ts'
import { densities } from '#web/kit/tokens.ts'

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
  close: { zh: '关闭', en: 'Close' },
  kept: {
    zh: '立即生效，并为您保存在这台电脑的浏览器里。',
    en: 'Takes effect at once and is kept for you in this browser.',
  },
})

/** How the screen looks to this person: theme and density, shown as they are chosen. */
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

/** The two choices, wherever they are offered. */
export function LookChoice() {
  const w = useWords(words)
  const look = useLook()
  const choice = <K extends keyof Look>(name: K, values: readonly Look[K][]) => (
    <fieldset className="look-choice">
      <legend>{w[name]}</legend>
      <Radio.Group
        optionType="button"
        name={name}
        value={look[name]}
        options={values.map((value) => ({ value, label: w[value] }))}
        onChange={({ target }) => setLook({ [name]: target.value })}
      />
    </fieldset>
  )
  return (
    <>
      {choice('theme', themeChoices)}
      {choice('density', Object.keys(densities) as (keyof typeof densities)[])}
    </>
  )
}
