import { isPublicAddress } from '../../src/shared/addresses';

test.each(['1.1.1.1', '172.15.255.255', '172.32.0.0', '192.167.255.255', '100.63.255.255', '100.128.0.0', '52.94.236.10', '2001:4860:4860::8888', '2600::1'])(
  '%s is reached from the internet, or stands for such an address in documentation', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

test.each([
  '0.0.0.0', '10.0.0.1', '10.255.255.255', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.0.1', '198.18.0.1', '224.0.0.1',
  '240.0.0.1', '255.255.255.255', '::', '::1', 'fc00::1', 'fdff::1', 'fe80::1', 'ff02::1', '::ffff:10.0.0.1',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
