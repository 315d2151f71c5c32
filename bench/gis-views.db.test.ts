import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadComponents } from '#city/component/store.ts'
import { openPool, type Pool } from '#kernel/db/db.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { sql } from '#kernel/db/sql.ts'
import { lamp } from '#server/testing/lamps.ts'
import { foundTown, inTown, town } from '#server/testing/town.ts'
import { findPostgis, postgisMissing, withPostgis } from './postgis.ts'

const bin = findPostgis()
const reader = 'gis_reader'
const script = join(import.meta.dirname, '..', 'docs', 'operate', 'gis-views.sql')

/** Two standing lamps and one that was removed; a case that was filed and one that was not. */
async function fill(pool: Pool): Promise<void> {
  await pool.transaction(async (tx) => {
    await foundTown(tx)
    const lamps = [lamp(1), lamp(2), { ...lamp(3), state: 'removed' as const }]
    await loadComponents(tx, town.districtId, lamps, { by: 'census', at: new Date(), change: 'imported' })
    for (const [number, filedAt] of [
      ['G1', new Date()],
      ['G2', null],
    ] as const)
      await tx.run(sql`
        insert into city.case (district_id, case_id, number, version, stage, source, urgency, description, place, place_text,
               reported_by, reported_at, filed_at, changed_at)
        values (${town.districtId}, gen_random_uuid(), ${number}, 1, 'filed', 'hotline', 'normal', '张三家门口井盖破损',
                point(${inTown.lon + 0.00001234}, ${inTown.lat}), '南坝路12号', 'citizen', now(), ${filedAt}, now())`)
  })
}

test('in PostgreSQL with PostGIS the gis views show cells, components and public cases to a role that sees nothing else', {
  skip: bin ? false : postgisMissing,
}, async () => {
  await withPostgis(bin ?? '', async (client, url, folder) => {
    await migrate(url)
    const pool = openPool({ url, max: 2, name: 'gis-views' })
    try {
      await fill(pool)
    } finally {
      await pool.end()
    }
    await client.query(`create role ${reader} login`)
    const psql = (...args: string[]) =>
      execFileSync(join(bin ?? '', 'psql'), [url, ...args], { cwd: folder, encoding: 'utf8' })
    const run = () => psql('-q', '-v', 'ON_ERROR_STOP=1', '-v', `reader=${reader}`, '-f', script)
    run()
    // As after an upgrade.
    run()
    await client.query(`set role ${reader}`)
    const kinds = await client.query<{ name: string; type: string; srid: number }>(
      `select f_table_name as name, type, srid from geometry_columns where f_table_schema = 'gis' order by 1`,
    )
    assert.deepEqual(kinds.rows, [
      { name: 'case', type: 'POINT', srid: 4490 },
      { name: 'cell', type: 'MULTIPOLYGON', srid: 4490 },
      { name: 'component', type: 'POINT', srid: 4490 },
    ])
    const cells = await client.query('select code from gis.cell where ST_IsValid(geom) order by code')
    assert.deepEqual(new Set(cells.rows.map(({ code }) => code)), new Set(town.cells))
    const lamps = await client.query('select code, ST_X(geom) as lon from gis.component order by code')
    assert.deepEqual(
      lamps.rows.map(({ lon }) => lon),
      [inTown.lon, inTown.lon],
    )
    const cases = await client.query('select *, ST_X(geom) as lon from gis.case')
    assert.deepEqual(
      cases.rows.map(({ number, lon }) => [number, lon]),
      [['G1', inTown.lon]],
    )
    assert.ok(!JSON.stringify(cases.rows).includes('张三'))
    for (const table of ['city.case', 'city.component', 'city.person', 'kernel.audit_entry'])
      await assert.rejects(client.query(`select 1 from ${table}`), /permission denied/, table)
    await assert.rejects(client.query(`delete from gis.component`), /permission denied/)
    await client.query('reset role')
    if (!existsSync('/usr/bin/ogrinfo')) return console.log('skipped: install gdal-bin')
    const address = new URL(url)
    const connection = `PG:host=${folder} port=${address.port} user=${reader} dbname=postgres schemas=gis`
    const listed = execFileSync('/usr/bin/ogrinfo', ['-ro', '-so', connection, 'component'], { encoding: 'utf8' })
    assert.match(listed, /Feature Count: 2/)
  })
})
