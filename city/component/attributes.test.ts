import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNationalCategories } from '#city/catalogue/national.ts'
import { attributesOf, readAttributes } from './attribute-table.ts'
import { attributeOfHeading, attributesSchema, attributeText, filledOf, valueOfText } from './attributes.ts'

const head = 'kinds,name,zh,en,type,unit,choices,required,least,most,longest,source,mark\n'
const table = (lines: string) => readAttributes(new TextEncoder().encode(head + lines))
const tree = attributesOf('04001')
const fieldsRefused = (values: object, alsoKnown: string[] = []) =>
  attributesSchema(tree, alsoKnown)
    .safeParse(values)
    .error?.issues.map(({ path, code }) => path.join('.') || code) ?? []

test('a class gets its form by a line of a table, for one kind or for a range of them', () => {
  const forms = table('01001-01003 04013,area,面积,Area,number,m²,,是,0,100,,本区,M\n')
  assert.deepEqual([...forms.keys()], ['01001', '01002', '01003', '04013'])
  assert.equal(forms.get('01002')?.[0]?.isRequired, true)
})

test('a line that is no attribute stops the reading', () => {
  assert.throws(() => table('01001,Area,面积,Area,number,,,,,,,本区,M\n'))
  assert.throws(() => table('01001,area,面积,Area,colour,,,,,,,本区,M\n'))
})

test('every kind of the table is a component of the national catalogue, and no name stands twice in a form', () => {
  const components = readNationalCategories().filter(({ edition, kind }) => edition === '2026' && kind === 'component')
  assert.ok(components.filter(({ code }) => attributesOf(code).length > 0).length >= 50)
  for (const { code } of components) {
    const names = attributesOf(code).map(({ name }) => name)
    assert.equal(new Set(names).size, names.length, code)
    for (const { type, choices } of attributesOf(code)) assert.equal(type === 'choice', choices.length > 1, code)
  }
  const known = new Set(components.map(({ code }) => code))
  assert.deepEqual(
    Array.from({ length: 5_100 }, (_, at) => String(at).padStart(5, '0')).filter(
      (code) => attributesOf(code).length > 0 && !known.has(code),
    ),
    [],
  )
})

test('an ancient tree wants its species and its class of protection, and refuses what is none', () => {
  const sound = { species: '银杏', protection: '一级古树', age: 620, crown: 14.5, careMeasures: ['围栏', '支撑'] }
  assert.deepEqual(fieldsRefused(sound), [])
  assert.deepEqual(fieldsRefused({}), ['species', 'protection'])
  assert.deepEqual(
    fieldsRefused({ ...sound, species: ' ', protection: '特级', age: 3.5, girth: 0, careMeasures: ['围栏', ''] }),
    ['species', 'protection', 'age', 'girth', 'careMeasures.1'],
  )
})

test('what is not on the list is refused unless the register knows it already; a class without a list takes anything', () => {
  const sound = { species: '银杏', protection: '一级古树' }
  assert.deepEqual(fieldsRefused({ ...sound, colour: '绿' }), ['unrecognized_keys'])
  assert.deepEqual(fieldsRefused({ ...sound, 挂牌号: '007' }, ['挂牌号']), [])
  assert.equal(attributesSchema([]).safeParse({ colour: '绿' }).success, true)
})

test('what says nothing is not kept', () => {
  assert.deepEqual(filledOf({ a: null, b: '', c: [], d: 0, e: false, f: undefined }), { d: 0, e: false })
})

test('a file’s columns are read by their words, with the unit behind them or without', () => {
  const [lamp, cover] = [attributesOf('01037'), attributesOf('01001')]
  assert.equal(attributeOfHeading(lamp, '灯杆高度（m）')?.name, 'height')
  assert.equal(attributeOfHeading(lamp, ' POWER OF A HEAD (W)')?.name, 'power')
  assert.equal(attributeOfHeading(lamp, '挂牌号'), undefined)
  const read = (attributes: typeof lamp, heading: string, text: string) =>
    valueOfText(attributeOfHeading(attributes, heading)!, text)
  assert.equal(read(lamp, '灯杆高度', ' 8.5 '), 8.5)
  assert.equal(read(lamp, '灯杆高度', '八米'), '八米')
  assert.equal(read(cover, '防坠网', '有'), true)
  assert.equal(read(attributesOf('04002'), '栽植日期', '20190312'), '2019-03-12')
  assert.deepEqual(read(tree, '已采取的保护措施', '围栏、支撑'), ['围栏', '支撑'])
})

test('a value is read with its unit, and a choice in the reader’s language', () => {
  const [age, protection] = [tree.find(({ name }) => name === 'age')!, tree.find(({ name }) => name === 'protection')!]
  assert.equal(attributeText(age, 620, 'zh'), '620 年')
  assert.equal(attributeText(protection, '名木', 'en'), 'Notable tree')
  assert.equal(attributeText(attributesOf('01001').find(({ name }) => name === 'hasNet')!, false, 'zh'), '否')
})
