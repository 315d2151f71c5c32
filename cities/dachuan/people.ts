import type { Beat } from './beats.ts'
import { handlingUnits } from './duty.ts'
import { type Random, seeded } from './ground/random.ts'
import { streetOffice, unitOf } from './units.ts'

/** 岗位. `officer` is the enforcement officer, who also handles cases of the enforcement team. */
export type Post =
  | 'collector'
  | 'intake'
  | 'duty_chief'
  | 'dispatcher'
  | 'unit_handler'
  | 'supervisor'
  | 'leader'
  | 'officer'
  | 'system_admin'
  | 'security_admin'
  | 'audit_admin'

export const POSTS: Record<Post, string> = {
  collector: '采集员',
  intake: '受理员',
  duty_chief: '值班长',
  dispatcher: '派遣员',
  unit_handler: '处置人员',
  supervisor: '督查考核员',
  leader: '领导',
  officer: '执法队员',
  system_admin: '系统管理员',
  security_admin: '安全管理员',
  audit_admin: '审计管理员',
}

/** A person of the demo; every name and number is invented. A citizen has no unit, an outsider neither unit nor post. */
export type Person = { username: string; name: string; unit?: string; posts: Post[]; beat?: string; phone: string }

type CastRow = [username: string, name: string, unit: string | undefined, posts: Post[]]

/** The cast that stories and tests speak of. */
const CAST: readonly CastRow[] = [
  ['dashen', '大婶', undefined, []],
  ['shouli', '郭守礼', 'supervision-centre', ['intake']],
  ['banzhang', '何值', 'supervision-centre', ['duty_chief']],
  ['diaodu', '周调', 'command-centre', ['dispatcher']],
  ['xiaolin', '林小林', 'supervision-centre', ['collector']],
  ['luzheng', '王路正', 'municipal', ['unit_handler']],
  ['zhifa', '赵执', 'enforcement', ['officer', 'unit_handler']],
  ['ducha', '杜查', 'supervision-centre', ['supervisor']],
  ['lingdao', '孙领', 'city-management', ['leader']],
  ['xitong', '钱系', 'command-centre', ['system_admin']],
  ['anquan', '安全', 'command-centre', ['security_admin']],
  ['shenji', '沈计', 'city-management', ['audit_admin']],
  ['wairen', '外人', undefined, []],
]

const FAMILY = '李王张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢'
const GIVEN = '伟芳敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂华玉兰英文建国志红海燕春梅晓东雪峰飞鹏欣悦佳宁晨曦浩然思源俊辉'

/** The cast, a collector for each beat, a handler for each unit and a second shift at the desks. */
export function drawPeople(beats: readonly Beat[], seed: number): Person[] {
  const random = seeded(seed).fork('people')
  const taken = new Set(CAST.map(([, name]) => name))
  let line = 0
  const phone = () => `000-5117${String(++line).padStart(4, '0')}`
  const fresh = (username: string, unit: string, posts: Post[], beat?: string): Person => ({
    username,
    name: inventedName(random, taken),
    unit,
    posts,
    phone: phone(),
    ...(beat ? { beat } : {}),
  })
  const cast = CAST.map(
    ([username, name, unit, posts]): Person => ({
      username,
      name,
      posts,
      phone: phone(),
      ...(unit ? { unit: unitOf(unit).code } : {}),
      ...(username === 'xiaolin' ? { beat: beats[0]!.code } : {}),
    }),
  )
  const centre = unitOf('supervision-centre').code
  const collectors = beats.slice(1).map((beat, i) => fresh(`caiji${two(i + 1)}`, centre, ['collector'], beat.code))
  const handlers = handlingUnits()
    .filter((u) => u.key !== 'municipal')
    .map((unit, i) => fresh(`chuzhi${two(i + 1)}`, unit.code, ['unit_handler']))
  const desks = [
    ...[1, 2, 3].map((i) => fresh(`shouli${two(i)}`, centre, ['intake'])),
    fresh('banzhang01', centre, ['duty_chief']),
    ...[1, 2].map((i) => fresh(`diaodu${two(i)}`, unitOf('command-centre').code, ['dispatcher'])),
    fresh('zhifa01', unitOf('enforcement').code, ['officer', 'unit_handler']),
    fresh('jiedao01', streetOffice('511703002').code, ['leader']),
  ]
  return [...cast, ...collectors, ...handlers, ...desks]
}

const two = (n: number) => String(n).padStart(2, '0')

function inventedName(random: Random, taken: Set<string>): string {
  for (;;) {
    const name =
      random.pick([...FAMILY]) + random.pick([...GIVEN]) + (random.chance(0.6) ? random.pick([...GIVEN]) : '')
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}
