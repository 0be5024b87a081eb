import react from '@vitejs/plugin-react';
import { basename } from 'node:path';
import { env } from 'node:process';
import { defineConfig, type Plugin } from 'vite';
import { compression } from 'vite-plugin-compression2';

const hero = `http://127.0.0.1:${env.PORT ?? 3000}`;

/** Parts of Socket.IO that the page never uses, each with a stand-in: WebTransport, and binary data. */
const unusedParts: readonly (readonly [file: RegExp, standIn: string])[] = [
  [/engine\.io-client\/.*\/webtransport\.js$/, 'export class WT {}'],
  [/socket\.io-parser\/.*\/is-binary\.js$/, 'export const isBinary = () => false; export const hasBinary = isBinary;'],
  [
    /socket\.io-parser\/.*\/binary\.js$/,
    'export const deconstructPacket = (packet) => ({ packet, buffers: [] }); export const reconstructPacket = (packet) => packet;',
  ],
];
const withoutUnusedParts: Plugin = {
  name: 'without-unused-parts',
  load: (id) => unusedParts.find(([file]) => file.test(id))?.[1] ?? null,
};

/** Hero sends the compressed files as they are. Maps are for the tools of developers alone. */
const compressed = compression({ algorithms: ['brotliCompress', 'gzip'], include: /\.(js|css|svg)$/ });

/** While developing, Vite serves the page and hands everything for Hero on to it. */
export default defineConfig({
  // Relative to the `base` element, so that the game can be served below a path.
  base: './',
  plugins: [react(), withoutUnusedParts, compressed],
  // `Stage-controls`: no two styles have the same name.
  css: { modules: { generateScopedName: (local, file) => `${basename(file, '.module.css')}-${local}` } },
  build: {
    sourcemap: true,
    // From these on, `light-dark()` is the browser's own, and goes by the colour scheme of where it is used.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      output: {
        // In one piece it is packed best, and comes in one go; only what most people never need comes by itself.
        codeSplitting: {
          groups: [
            {
              name: 'game',
              test: (id) =>
                !/languages|src\/(host|invite|rounds)|inspector|PersonActions|RoomAside|DirectLinks|conditions|Screen|exportCsv|confetti|peer-link|rtc-channel|negotiation|limiter/.test(
                  id,
                ),
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    host: true,
    // With the browser's own host, by which Hero sees that a page of ours asks.
    proxy: { '/api': { target: hero }, '/socket.io': { target: hero, ws: true } },
  },
});
