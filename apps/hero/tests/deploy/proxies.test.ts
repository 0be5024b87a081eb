import { describe } from 'vitest';
import { playBehind } from './play-behind.ts';
import { caddyIsHere, nginxIsHere, startCaddy, startNginx } from './proxy.ts';

describe.skipIf(!nginxIsHere)('where nginx is: behind it, with the sample', () => playBehind(startNginx));
describe.skipIf(!caddyIsHere)('where Caddy is: behind it, with the sample', () => playBehind(startCaddy));
describe.skipIf(!nginxIsHere)('where nginx is: below a path', () => playBehind(startNginx, { path: '/game/' }));
describe.skipIf(!caddyIsHere)('where Caddy is: below a path', () => playBehind(startCaddy, { path: '/game/' }));
