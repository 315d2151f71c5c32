import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressFor, isPublic, PrivateAddress } from './public-address.ts'

test('addresses of this machine, of its network and of nobody are not public', () => {
  for (const address of [
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'not an address',
  ])
    assert.equal(isPublic(address), false, address)
})

test('addresses of the internet are public', () => {
  for (const address of ['8.8.8.8', '172.15.0.1', '172.32.0.1', '223.5.5.5', '2400:3200::1', '2606:4700::1111'])
    assert.equal(isPublic(address), true, address)
})

test('a host is refused by what its name stands for, and a written address by itself', async () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]', '[::ffff:10.0.0.1]', '169.254.169.254'])
    await assert.rejects(addressFor(host, false), PrivateAddress, host)
  assert.deepEqual(await addressFor('127.0.0.1', true), { address: '127.0.0.1', family: 4 })
  assert.deepEqual(await addressFor('8.8.8.8', false), { address: '8.8.8.8', family: 4 })
})
