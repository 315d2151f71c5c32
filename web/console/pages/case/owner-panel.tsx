import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { getCase } from '#city/case/contract.ts'
import { getOwnerOfCase, type LetterItem, revokeOwnerLink, showOwnerLink, tellOwner } from '#command/owner/contract.ts'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'

const words = defineWords({
  title: { zh: '设施权属单位', en: 'Owner of the thing' },
  unknown: {
    zh: '不是本区单位，也不在权属单位名册中：登记并填写联系人后才能告知。',
    en: 'No unit of the district and not in the register of owners: enter it with a contact to tell it.',
  },
  noContact: { zh: '没有联系人，请在“权属单位”中填写。', en: 'It has no contact; enter one under Owners.' },
  told: {
    zh: (at: string, by: string, n: number) => `${at} 由${by}告知，${n > 0 ? `短信 ${n} 条` : '未发短信，须转交链接'}`,
    en: (at: string, by: string, n: number) =>
      `Told ${at} by ${by}, ${n > 0 ? `${n} texted` : 'nobody texted: hand the link on'}`,
  },
  notTold: { zh: '还没有告知', en: 'Not told yet' },
  opened: { zh: (at: string) => `${at} 打开`, en: (at: string) => `opened ${at}` },
  until: { zh: (at: string) => `链接有效至 ${at}`, en: (at: string) => `link good until ${at}` },
  expired: { zh: '链接已过期', en: 'the link has expired' },
  revoked: { zh: '链接已收回', en: 'the link was withdrawn' },
  case_ended: { zh: '案件已结束，链接失效', en: 'ended with the case' },
  acknowledged: { zh: '已知悉', en: 'seen' },
  planned: { zh: '计划处置', en: 'planned' },
  done: { zh: '已处置', en: 'done' },
  not_ours: { zh: '认为不属其管理', en: 'says it is not theirs' },
  photos: { zh: (n: number) => `照片 ${n} 张`, en: (n: number) => `${n} photos` },
  tell: { zh: '告知权属单位', en: 'Tell the owner' },
  again: { zh: '再次告知', en: 'Tell again' },
  link: { zh: '取出链接', en: 'Show the link' },
  revoke: { zh: '收回链接', en: 'Withdraw the link' },
  linkNote: { zh: '可另行转交；凭此链接即可答复', en: 'Hand it on; whoever has it may answer' },
})

/** Whom the thing of a case belongs to where that is nobody of the district: told when, what it answered. */
export function OwnerPanel({ caseId }: { caseId: string }) {
  const w = useWords(words)
  const me = useMe()
  const mayRead = may(me, 'owner.read')
  const { data } = useQuery({ ...ask(getOwnerOfCase, { params: { id: caseId } }), enabled: mayRead })
  if (!data?.ownerName) return null
  return (
    <section className="panel" aria-labelledby="owner-title">
      <h2 id="owner-title">{w.title}</h2>
      <p>
        <strong>{data.ownerName}</strong>
      </p>
      {!data.isKnown && <p className="quiet">{w.unknown}</p>}
      {data.isKnown && data.contacts === 0 && <p className="quiet">{w.noContact}</p>}
      {data.letter ? <Letter letter={data.letter} /> : data.isKnown && <p className="quiet">{w.notTold}</p>}
      {data.isKnown && may(me, 'owner.tell') && <Acts caseId={caseId} letter={data.letter} />}
    </section>
  )
}

function Letter({ letter }: { letter: LetterItem }) {
  const w = useWords(words)
  return (
    <>
      <p className="quiet">
        {w.told(formatTime(letter.toldAt), letter.toldBy, letter.toldCount)}
        {letter.openedAt && ` · ${w.opened(formatTime(letter.openedAt))}`}
        {` · ${letter.end ? w[letter.end] : w.until(formatTime(letter.validTo))}`}
      </p>
      <ul className="contractor-links">
        {letter.answers.map((one) => (
          <li key={one.seq}>
            <span>
              <b>{w[one.answer]}</b> {one.plannedAt && formatTime(one.plannedAt)} {one.note}
              {one.files.length > 0 && ` · ${w.photos(one.files.length)}`}
            </span>
            <span className="quiet">{formatTime(one.at)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Acts({ caseId, letter }: { caseId: string; letter: LetterItem | null }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [telling, showing, revoking] = [useCommand(tellOwner), useCommand(showOwnerLink), useCommand(revokeOwnerLink)]
  const given = { params: { id: caseId }, body: {} }
  const onError = (problem: { zh: string; en: string }) => void message.error(pick(problem))
  const again = () => {
    showing.reset()
    for (const contract of [getOwnerOfCase, getCase]) void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
  const isOpen = letter !== null && letter.end === null
  return (
    <>
      <div className="form-actions">
        {letter?.end !== 'case_ended' && (
          <Button loading={telling.isPending} onClick={() => telling.mutate(given, { onSuccess: again, onError })}>
            {letter ? w.again : w.tell}
          </Button>
        )}
        {isOpen && (
          <>
            <Button loading={showing.isPending} onClick={() => showing.mutate(given, { onError })}>
              {w.link}
            </Button>
            <Button loading={revoking.isPending} onClick={() => revoking.mutate(given, { onSuccess: again, onError })}>
              {w.revoke}
            </Button>
          </>
        )}
      </div>
      {showing.data && (
        <div role="status">
          <p className="quiet">{w.linkNote}</p>
          <Input.TextArea
            readOnly
            autoSize
            aria-label={w.linkNote}
            value={new URL(showing.data.address, location.origin).href}
            onFocus={({ target }) => target.select()}
          />
        </div>
      )}
    </>
  )
}
