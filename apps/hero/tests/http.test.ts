import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderSVG } from 'uqr';
import { TestHero } from './running-hero.ts';

let hero: TestHero;
beforeAll(async () => {
  hero = await TestHero.start({ HERO_NEW_ROOMS_PER_MINUTE: '3' });
});
afterAll(() => hero.close());

const post = (body: string, type = 'application/json') =>
  hero.fetch('/api/rooms', { method: 'POST', body, headers: { 'Content-Type': type } });

describe('rooms', () => {
  test('a new room has a pronounceable code', async () => {
    const response = await post('{}');
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ code: expect.stringMatching(/^[A-Z]{4,8}$/) });
  });

  test('a body that is not JSON is rejected in JSON, and logged', async () => {
    const response = await post('{"name":');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'not-json' });
    expect(hero.log.at(-1)).toContain('not-json');
  });

  test('a body that is too large is rejected in JSON', async () => {
    const response = await post(JSON.stringify({ name: 'x'.repeat(50_000) }));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: 'too-large' });
  });

  test('more rooms a minute than one address may make are rejected, and logged', async () => {
    await post('{}');
    await post('{}');
    const response = await post('{}');
    expect(response.status).toBe(429);
    expect(await response.json()).toEqual({ error: 'too-many-new-rooms' });
    expect(hero.log.at(-1)).toContain('too-many-new-rooms');
  });
});

describe('pages', () => {
  test.each(['/', '/r/TOMAKI', '/r/TOMAKI/screen'])(
    '%s is the page, which a browser must revalidate each time',
    async (path) => {
      const response = await hero.fetch(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('Push the Button First!');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );

  test.each(['/r', '/r/TOMAKI/more', '/api/nothing', '/assets/nothing.js', '/../package.json', '/%ff'])(
    '%s does not exist, which is answered in JSON',
    async (path) => {
      const response = await hero.fetch(path);
      expect([400, 404]).toContain(response.status);
      expect(await response.json()).toEqual({ error: expect.any(String) });
    },
  );

  test('an unknown path is answered to a browser with the page, and with status 404', async () => {
    const response = await hero.fetch('/nowhere', { headers: { Accept: 'text/html' } });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Push the Button First!');
  });

  test('the QR code of a room is a picture of its link, with the host name of the request', async () => {
    const response = await hero.fetch('/api/rooms/TOMAKI/qr.svg');
    expect(response.headers.get('content-type')).toContain('image/svg+xml');
    const link = new URL('/r/TOMAKI', response.url).href;
    expect(await response.text()).toBe(renderSVG(link, { border: 2 }));
  });

  test('with a public address, the QR code of a room is a picture of the link there', async () => {
    const publicHero = await TestHero.start({ HERO_PUBLIC_URL: 'https://example.org/game' });
    const response = await publicHero.fetch('/api/rooms/TOMAKI/qr.svg', {
      headers: { 'X-Forwarded-Host': 'evil.example' },
    });
    expect(await response.text()).toBe(renderSVG('https://example.org/game/r/TOMAKI', { border: 2 }));
    expect(response.headers.get('cache-control')).toBe('no-store');
    await publicHero.close();
  });

  test('a code that no room can have has no QR code', async () => {
    const response = await hero.fetch('/api/rooms/%3Cscript%3E/qr.svg');
    expect(response.status).toBe(404);
  });

  test('no header sends a page on a LAN address to https, and no page runs foreign scripts', async () => {
    const { headers } = await hero.fetch('/');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

test.each([
  ['/livez', 'alive'],
  ['/readyz', 'ready'],
])('%s answers that Hero is %s, and no cache keeps it', async (path, status) => {
  const response = await hero.fetch(path);
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await response.json()).toEqual({ status });
});
