import { expect, test } from 'vitest';
import { renderUnicodeCompact } from 'uqr';
import { invitation } from '../src/invitation.ts';

test('without a public address, people are invited to the one of this computer', () => {
  const text = invitation({ host: '192.0.2.7', port: 3000, publicUrl: null });
  expect(text).toContain('http://192.0.2.7:3000');
  expect(invitation({ host: '127.0.0.1', port: 3000, publicUrl: null })).toContain('http://localhost:3000');
});

test('with a public address, people are invited there, and its QR code is printed', () => {
  const publicUrl = 'https://example.org/game/';
  const text = invitation({ host: '0.0.0.0', port: 3000, publicUrl });
  expect(text).toContain(publicUrl);
  expect(text).toContain(renderUnicodeCompact(publicUrl));
  expect(text).not.toContain('On a phone');
});
