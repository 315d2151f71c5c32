import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

/** What is being done, and the way out. */
export function EditHead({ title, onLeave }: { readonly title: string; readonly onLeave: () => void }) {
  const w = useWords(words)
  return (
    <header className="map-side-head">
      <h2>{title}</h2>
      <Button type="text" icon={<CloseOutlined />} aria-label={w.leave} onClick={onLeave} />
    </header>
  )
}
