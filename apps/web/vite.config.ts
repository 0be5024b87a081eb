import react from '@vitejs/plugin-react';
import { env } from 'node:process';
import { defineConfig } from 'vite';

const hero = `http://127.0.0.1:${env.PORT ?? 3000}`;

/** While developing, Vite serves the page and hands everything for Hero on to it. */
export default defineConfig({
  plugins: [react()],
  build: { sourcemap: true },
  server: {
    port: 5173,
    host: true,
    proxy: { '/api': hero, '/healthz': hero, '/socket.io': { target: hero, ws: true } },
  },
});
