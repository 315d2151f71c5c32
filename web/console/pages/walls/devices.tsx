import { App, Button, Input, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import { issueWall, revokeWall, themes, type WallItem } from '#supervise/wall/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Props = { devices: readonly WallItem[]; mayWrite: boolean; onDone: () => void }

/** The walls with their tokens: issued once, shown once, revoked at any time. */
export function Devices({ devices, mayWrite, onDone }: Props) {
  const w = useWords(words)
  return (
    <section className="walls-part" aria-labelledby="walls-devices">
      <h2 id="walls-devices">{w.devices}</h2>
      {mayWrite && <IssueForm onDone={onDone} />}
      {devices.length === 0 && <Nothing title={w.none}>{w.noneHint}</Nothing>}
      <ul className="walls-list">
        {devices.map((device) => (
          <Device key={device.deviceId} device={device} mayWrite={mayWrite} onDone={onDone} />
        ))}
      </ul>
    </section>
  )
}

function Device({ device, mayWrite, onDone }: { device: WallItem; mayWrite: boolean; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const command = useCommand(revokeWall)
  const { deviceId, name, seenAt, screen, showing, issuedAt, issuedBy, revokedAt, revokedBy } = device
  const revoke = () =>
    command.mutate(
      { params: { deviceId } },
      { onSuccess: onDone, onError: (problem) => void message.error(pick(problem)) },
    )
  const shown = showing in themes ? pick(themes[showing as keyof typeof themes]) : w[showing as 'case'] || showing
  return (
    <li className={revokedAt ? 'quiet' : ''}>
      <b>{name}</b>
      <span>{seenAt ? `${w.seen} ${formatTime(seenAt)} · ${screen} · ${shown}` : w.never}</span>
      <span className="quiet">
        {revokedAt
          ? `${w.revoked} ${formatTime(revokedAt)} ${revokedBy}`
          : `${w.issued} ${formatTime(issuedAt)} ${issuedBy}`}
      </span>
      {mayWrite && !revokedAt && (
        <Popconfirm
          title={w.revokeSure}
          okText={w.revoke}
          okButtonProps={{ danger: true }}
          cancelText={w.close}
          onConfirm={revoke}
        >
          <Button size="small" danger loading={command.isPending}>
            {w.revoke}
          </Button>
        </Popconfirm>
      )}
    </li>
  )
}

function IssueForm({ onDone }: { onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const form = useDraft(issueWall.body!, { name: '' })
  const command = useCommand(issueWall)
  const [address, setAddress] = useState<string>()
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: (reply) => {
          setAddress(location.origin + reply.address)
          form.set('name', '')
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  const copy = () =>
    void navigator.clipboard?.writeText(address ?? '').then(
      () => void message.success(w.copied),
      () => undefined,
    )
  return (
    <div className="walls-issue">
      <TextField form={form} name="name" label={w.name} max={40} />
      <Button onClick={send} loading={command.isPending}>
        {w.issue}
      </Button>
      <Modal
        open={address !== undefined}
        title={w.issue}
        onCancel={() => setAddress(undefined)}
        footer={<Button onClick={copy}>{w.copy}</Button>}
        destroyOnHidden
      >
        <p>{w.issuedOnce}</p>
        <Input.TextArea aria-label={w.issue} readOnly autoSize value={address} />
      </Modal>
    </div>
  )
}
