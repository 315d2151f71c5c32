import { App, Button, Modal } from 'antd'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

export type Secret = { readonly username: string; readonly password: string }

/** A password that was just made, shown this once. */
export function SecretShown({ secret, onClose }: { secret: Secret | undefined; onClose: () => void }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const copy = () =>
    void navigator.clipboard?.writeText(secret?.password ?? '').then(
      () => void message.success(w.copied),
      () => undefined,
    )
  return (
    <Modal
      open={secret !== undefined}
      title={`${w.secretTitle}${secret ? ` · ${secret.username}` : ''}`}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="copy" onClick={copy}>
          {w.copy}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {w.close}
        </Button>,
      ]}
      destroyOnHidden
    >
      <div className="form">
        <p className="secret" role="status">
          {secret?.password}
        </p>
        <p className="form-note">{w.secretOnce}</p>
      </div>
    </Modal>
  )
}
