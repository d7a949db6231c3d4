import { checkHost } from './check-host.js';
import { isPublicAddress, readLiteralAddress } from './is-public-address.js';

test.each([
  ['8.8.8.8', true],
  ['2606:4700:4700::1111', true],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['198.18.0.1', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fc00::1', false],
  ['fd00:ec2::254', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:169.254.169.254', false],
  ['::ffff:8.8.8.8', true],
  ['64:ff9b::7f00:1', false],
  ['64:ff9b:1::7f00:1', false],
  ['::7f00:1', false],
  ['::ffff:0:127.0.0.1', false],
  ['2001:0:7f00:1::', false],
  ['fec0::1', false],
  ['4000::1', false],
  ['100.100.100.200', false],
  ['2002:7f00:1::', false],
  ['not an address', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['[::1]', '::1'],
  ['track.example.com', undefined],
])('the host %s is the address %s', (host, address) => {
  expect(readLiteralAddress(host)).toBe(address);
});

test('a URL that writes an address oddly has it written plainly', () => {
  for (const odd of ['0x7f000001', '2130706433', '0177.0.0.1', '127.1', '127。0。0。1']) {
    expect(readLiteralAddress(new URL(`http://${odd}/`).hostname)).toBe('127.0.0.1');
  }
});

test.each([
  ['localhost', 'private'],
  ['127.0.0.1', 'private'],
  ['[::1]', 'private'],
  ['8.8.8.8', 'public'],
  ['nobody.invalid', 'unknown'],
])('the host %s is %s', async (host, reach) => {
  expect(await checkHost(host)).toBe(reach);
});
