import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { editionIds, editions } from './edition.ts'
import { readNationalCategories, readNationalMapping } from './national.ts'
import { syllablesOf } from './pinyin.ts'

/**
 * Brings the three editions, their categories and the mapping from standards/*.csv into the reference tables. May run at every
 * start: rows already equal are left alone. Returns how many rows were entered or changed.
 */
export async function loadNationalCatalogue(db: Db): Promise<{ readonly changed: number }> {
  const changed = (await loadEditions(db)) + (await loadCategories(db)) + (await loadMapping(db))
  return { changed }
}

function loadEditions(db: Db): Promise<number> {
  const rows = editionIds.map((edition) => ({ edition, ...editions[edition] }))
  return db.run(sql`
    insert into city.edition as held (edition, standard, name, minor_digits, in_force_from, replaced_from)
    select edition, standard, name, "minorDigits", "inForceFrom", "replacedFrom"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as given(edition text, standard text, name text, "minorDigits" int, "inForceFrom" date, "replacedFrom" date)
    on conflict (edition) do update set standard = excluded.standard, name = excluded.name,
      minor_digits = excluded.minor_digits, in_force_from = excluded.in_force_from, replaced_from = excluded.replaced_from
    where (held.standard, held.name, held.minor_digits, held.in_force_from, held.replaced_from)
      is distinct from (excluded.standard, excluded.name, excluded.minor_digits, excluded.in_force_from, excluded.replaced_from)`)
}

function loadCategories(db: Db): Promise<number> {
  const rows = readNationalCategories().map((category) => ({ ...category, pinyin: syllablesOf(category.name) }))
  return db.run(sql`
    insert into city.category as held (edition, kind, major, minor, code, major_name, name, pinyin, source, mark)
    select edition, kind, major, minor, code, "majorName", name, pinyin, source, mark
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as given(edition text, kind text, major text, minor text, code text, "majorName" text, name text, pinyin text, source text, mark text)
    on conflict (edition, kind, major, minor) do update set major_name = excluded.major_name, name = excluded.name,
      pinyin = excluded.pinyin, source = excluded.source, mark = excluded.mark
    where (held.major_name, held.name, held.pinyin, held.source, held.mark)
      is distinct from (excluded.major_name, excluded.name, excluded.pinyin, excluded.source, excluded.mark)`)
}

function loadMapping(db: Db): Promise<number> {
  const rows = readNationalMapping().map(({ from, to, basis, mark }) => ({
    ...{ fromEdition: from.edition, fromKind: from.kind, fromCode: from.code },
    ...{ toEdition: to.edition, toKind: to.kind, toCode: to.code },
    basis,
    mark,
  }))
  return db.run(sql`
    insert into city.category_mapping as held
      (from_edition, from_kind, from_code, to_edition, to_kind, to_code, basis, mark)
    select "fromEdition", "fromKind", "fromCode", "toEdition", "toKind", "toCode", basis, mark
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as given("fromEdition" text, "fromKind" text, "fromCode" text, "toEdition" text, "toKind" text, "toCode" text, basis text, mark text)
    on conflict (from_edition, from_kind, from_code, to_edition) do update set to_kind = excluded.to_kind,
      to_code = excluded.to_code, basis = excluded.basis, mark = excluded.mark
    where (held.to_kind, held.to_code, held.basis, held.mark)
      is distinct from (excluded.to_kind, excluded.to_code, excluded.basis, excluded.mark)`)
}
