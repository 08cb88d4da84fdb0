import { expect, it } from 'vitest';
import { checkAddresses, PRODUCTION_ADDRESSES } from './addresses.ts';

it.each([
  ['https://api.xero.com', true],
  ['http://localhost:5000', true],
  ['http://127.0.0.1:5000', true],
  ['http://[::1]:5000', true],
  ['https://localhost', true],
  ['http://api.xero.com', false],
  ['https://api.xero.com.evil.example', false],
  ['https://api.xero.com/', false],
  ['http://169.254.169.254', false],
  ['https://192.168.0.1', false],
  ['http://localhost.evil.example', false],
  ['http://127.0.0.1.evil.example', false],
  ['http://localhost:5000/api', false],
  ['http://user:password@localhost:5000', false],
  ['file:///etc/passwd', false],
  ['ftp://localhost', false],
  ['', false],
])('of the address %s says %s', (apiUrl, isAllowed) => {
  expect(checkAddresses({ ...PRODUCTION_ADDRESSES, apiUrl }).ok).toBe(isAllowed);
});

it('names every bad address, without the password in it', () => {
  const bad = 'https://user:canary@evil.example';
  const outcome = checkAddresses({ loginUrl: bad, identityUrl: bad, apiUrl: bad });
  expect(outcome).toMatchObject({
    problems: Array(3).fill({ code: 'xero_address.not_allowed' }),
  });
  expect(JSON.stringify(outcome)).not.toContain('canary');
});
