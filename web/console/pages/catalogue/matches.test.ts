import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matches } from './matches.ts'

const lid = { codes: ['01001'], texts: ['供水井盖', '井盖破损'], syllables: 'gong shui jing gai' }

test('a category is found by code, Chinese, pinyin, initials or a mix, from any syllable on', () => {
  for (const text of ['', '010', '井盖', '破损', 'gongshui', 'gsjg', 'gsjinggai', 'jg', 'jing', 'GSJG'])
    assert.ok(matches(lid, text), text)
  for (const text of ['1001', '路灯', 'gj', 'sg', 'gongshuijinggaix']) assert.ok(!matches(lid, text), text)
})
