import type { CasePlace, CategoryRef } from '#city/case/event.ts'
import { openNow } from '#city/case/open-now.ts'
import { system } from '#city/case/port.ts'
import { editionOf } from '#city/catalogue/edition.ts'
import { resolveCategory } from '#city/catalogue/store.ts'
import { type District, findDistrict } from '#city/organisation/district.ts'
import { point } from '#city/place/frame.ts'
import { dayIn, locatorFor } from '#city/place/locators.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Tx } from '#kernel/db/db.ts'
import { type By, changeEpisode, type Episode, insertEntry } from '../alarm/episode-store.ts'
import type { Filing, RuleBody } from '../rule/rule.ts'
import { evidenceFor } from './evidence.ts'
import { wordsFor } from './policy.ts'
import { findOpenCase, insertLink, type Subject } from './store.ts'

export type Filed = { readonly caseId: string; readonly number: string; readonly isNew: boolean }
export type FilingNow = { readonly districtId: string; readonly now: Date; readonly by: By }

/**
 * Makes a case of an alarm, or takes it into one of the same category that is open on the same component or close by: one
 * case an alarm, and none beside the first. The caller holds the alarm locked and has seen that it has no case yet. Errors:
 * those of categories and places.
 */
export async function fileCase(
  tx: Tx,
  at: FilingNow,
  { episode, rule, subject }: { episode: Episode; rule: RuleBody & { filing: Filing }; subject: Subject },
): Promise<Filed> {
  const { districtId, now, by } = at
  const district = await findDistrict(tx, districtId)
  if (!district) throw placeProblems.district_not_found({ code: districtId })
  const category = await categoryOf(tx, district, { filing: rule.filing, componentCode: episode.componentCode }, now)
  const open = await findOpenCase(tx, districtId, { category, episode, nearMetres: rule.filing.nearMetres })
  if (open) {
    await link(tx, at, episode, { ...open, isFirst: false })
    const body = { caseId: open.caseId, caseNumber: open.number }
    await insertEntry(tx, districtId, episode.episodeId, { kind: 'joined', at: now, by, body })
    return { ...open, isNew: false }
  }
  const opened = await openFor(tx, at, district, { episode, rule, subject, category })
  await link(tx, at, episode, { ...opened, isFirst: true })
  const body = { caseId: opened.caseId, caseNumber: opened.number }
  await insertEntry(tx, districtId, episode.episodeId, { kind: 'filed', at: now, by, body })
  return { ...opened, isNew: true }
}

async function link(
  tx: Tx,
  { districtId, now }: FilingNow,
  { episodeId }: Episode,
  { caseId, isFirst }: { caseId: string; isFirst: boolean },
): Promise<void> {
  await insertLink(tx, districtId, { episodeId, caseId, isFirst, now })
  await changeEpisode(tx, districtId, episodeId, { filing: isFirst ? 'filed' : 'joined', fileAt: null })
}

async function categoryOf(
  tx: Tx,
  district: District,
  { filing: { category, asComponent }, componentCode }: { filing: Filing; componentCode: string | null },
  now: Date,
): Promise<CategoryRef> {
  const edition = editionOf(category.edition, 'body.filing.category.edition')
  // A code of 17 digits is one of 2026, whose kinds have five (GB/T 47678).
  const isOwn = asComponent === true && componentCode?.length === 17 && category.edition === '2026'
  const own = isOwn ? { kind: 'component' as const, code: componentCode.slice(6, 11) } : {}
  return resolveCategory(tx, district.districtId, { ...category, ...own, edition, on: dayIn(district.timeZone, now) })
}

type About = { episode: Episode; rule: RuleBody & { filing: Filing }; subject: Subject; category: CategoryRef }

async function openFor(
  tx: Tx,
  { districtId, now }: FilingNow,
  district: District,
  { episode, rule, subject, category }: About,
): Promise<{ caseId: string; number: string }> {
  const place = await placeOf(tx, districtId, episode, subject, now)
  const evidence = await evidenceFor(tx, districtId, { episode, rule, timeZone: district.timeZone })
  const description = wordsFor(rule.filing.text, { ...evidence.words, device: subject.title, place: place.text })
  const { episodeId, number, ruleVersion } = episode
  return openNow(tx, { districtId, doer: system, now }, district, {
    source: 'sensor',
    urgency: rule.filing.urgency,
    description,
    category,
    place,
    files: [],
    foreign: { alarm: { episodeId, number, rule: rule.title.zh, ruleVersion, ...evidence.facts } },
  })
}

async function placeOf(
  tx: Tx,
  districtId: string,
  { lon, lat, componentCode }: Episode,
  { title, address }: Subject,
  now: Date,
): Promise<CasePlace> {
  const at = lon === null || lat === null ? null : point(lon, lat)
  const located = at ? (await locatorFor(tx, districtId, now)).locate(at) : undefined
  return {
    // A point outside the district is no place of a case; its words remain.
    point: located ? at : null,
    text: address ?? title,
    cellCode: located?.cellCode ?? null,
    communityCode: located?.communityCode ?? null,
    streetCode: located?.streetCode ?? null,
    componentCode,
  }
}
