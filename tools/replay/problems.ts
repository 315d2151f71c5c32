import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with a set of real records that is replayed, or with one of its rows. */
export const replayProblems = defineProblems({
  replay_unknown: {
    status: 422,
    zh: (p: { name: string; known: string }) => `没有名为“${p.name}”的回放，可用：${p.known}`,
    en: (p: { name: string; known: string }) => `There is no replay called “${p.name}”; there are: ${p.known}`,
  },
  replay_file_missing: {
    status: 422,
    zh: (p: { path: string }) => `读不到文件 ${p.path}，请给出数据文件夹`,
    en: (p: { path: string }) => `The file ${p.path} cannot be read; name the folder of the data`,
  },
  replay_columns_missing: {
    status: 422,
    zh: (p: { columns: string }) => `文件缺少列：${p.columns}`,
    en: (p: { columns: string }) => `The file lacks the columns ${p.columns}`,
  },
  replay_columns_differ: {
    status: 422,
    zh: (p: { found: number; wanted: number }) => `这一行有 ${p.found} 列，表头有 ${p.wanted} 列`,
    en: (p: { found: number; wanted: number }) => `The row has ${p.found} columns, the heading ${p.wanted}`,
  },
  replay_id_missing: {
    status: 422,
    zh: () => '没有原系统编号，无法保证不重复登记',
    en: () => 'It has no identifier of its own, so that a repeat could not be told',
  },
  replay_id_repeated: {
    status: 422,
    zh: (p: { id: string; row: number }) => `编号 ${p.id} 与第 ${p.row} 行重复`,
    en: (p: { id: string; row: number }) => `The identifier ${p.id} is already that of row ${p.row}`,
  },
  replay_text_missing: {
    status: 422,
    zh: () => '主题和详情都是空的，没有可登记的内容',
    en: () => 'Subject and detail are both empty; there is nothing to register',
  },
  replay_subject_missing: {
    status: 422,
    zh: () => '没有主题，只登记详情',
    en: () => 'It has no subject; the detail alone was registered',
  },
  replay_detail_missing: {
    status: 422,
    zh: () => '没有详情，只登记主题',
    en: () => 'It has no detail; the subject alone was registered',
  },
  replay_time_unreadable: {
    status: 422,
    zh: (p: { text: string }) => `时间“${p.text}”读不出，应形如 11/13/2018 01:06:56 PM`,
    en: (p: { text: string }) => `The time “${p.text}” cannot be read; it should look like 11/13/2018 01:06:56 PM`,
  },
  replay_time_skipped: {
    status: 422,
    zh: (p: { text: string; read: string }) => `当地时钟当日拨快，不存在 ${p.text}，按 ${p.read} 计`,
    en: (p: { text: string; read: string }) =>
      `The clocks went forward and ${p.text} never was; it counts as ${p.read}`,
  },
  replay_times_reversed: {
    status: 422,
    zh: (p: { closed: string; created: string }) => `办结时间 ${p.closed} 早于受理时间 ${p.created}`,
    en: (p: { closed: string; created: string }) =>
      `It was closed at ${p.closed}, before it was created at ${p.created}`,
  },
  replay_closed_without_time: {
    status: 422,
    zh: (p: { status: string }) => `状态为“${p.status}”却没有办结时间`,
    en: (p: { status: string }) => `Its status is “${p.status}” but it has no closing time`,
  },
  replay_status_unknown: {
    status: 422,
    zh: (p: { status: string }) => `不认识的状态“${p.status}”`,
    en: (p: { status: string }) => `The status “${p.status}” is not known`,
  },
  replay_due_at_once: {
    status: 422,
    zh: () => '到期时间就是受理时间：时限按 1 毫秒记，判定与“立即到期”相同',
    en: () => 'It was due the moment it was created: the limit is one millisecond, which judges the same',
  },
  replay_due_reversed: {
    status: 422,
    zh: () => '到期时间早于受理时间，不能成为时限，按无时限登记，不评判是否按时',
    en: () => 'It was due before it was created; that is no limit, so it was entered without one and is not judged',
  },
  replay_due_missing: {
    status: 422,
    zh: () => '没有到期时间，按无时限登记，不评判是否按时',
    en: () => 'It has no due time; it was entered without a limit and is not judged',
  },
  replay_point_missing: {
    status: 422,
    zh: () => '没有坐标，点位记为未知',
    en: () => 'It has no coordinate; the point stays unknown',
  },
  replay_point_rounded: {
    status: 422,
    zh: (p: { lat: string; lon: string }) => `坐标被取整为 (${p.lat}, ${p.lon})，不可信，点位记为未知`,
    en: (p: { lat: string; lon: string }) =>
      `The coordinate is rounded to (${p.lat}, ${p.lon}) and not believed; the point stays unknown`,
  },
  replay_point_outside: {
    status: 422,
    zh: (p: { lat: string; lon: string }) => `坐标 (${p.lat}, ${p.lon}) 不在本区范围内，点位记为未知`,
    en: (p: { lat: string; lon: string }) =>
      `The coordinate (${p.lat}, ${p.lon}) lies outside the district; the point stays unknown`,
  },
  replay_place_missing: {
    status: 422,
    zh: () => '没有地址也没有可信的坐标，地点只知在本市',
    en: () => 'It has neither an address nor a believable coordinate; all that is known is the city',
  },
  replay_agency_missing: {
    status: 422,
    zh: () => '没有承办部门，无法派遣',
    en: () => 'It names no agency to dispatch it to',
  },
})
