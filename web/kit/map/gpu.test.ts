import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areSlow, isSoftwareRenderer, pixelRatioFor } from './gpu.ts'

test('a machine that draws by its processor is known by the name of its renderer', () => {
  for (const name of [
    'ANGLE (Google, Vulkan 1.3 (SwiftShader Device))',
    'llvmpipe (LLVM 15.0.6)',
    'Microsoft Basic Render Driver',
  ])
    assert.ok(isSoftwareRenderer(name), name)
  assert.ok(!isSoftwareRenderer('ANGLE (NVIDIA, NVIDIA GeForce GTX 1650)'))
})

test('one long frame does not make a machine slow, half of them do', () => {
  assert.equal(areSlow([16, 16, 16, 400, 16, 16, 16, 16]), false)
  assert.equal(areSlow([60, 60, 16, 60, 60, 16, 60, 60]), true)
  assert.equal(areSlow([400, 400]), false)
})

test('a slow machine draws fewer pixels, never more than there are', () => {
  assert.deepEqual([pixelRatioFor(true, 2), pixelRatioFor(true, 0.5), pixelRatioFor(false, 2)], [0.75, 0.5, 2])
})
