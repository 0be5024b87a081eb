import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import express, { type Express, type Response } from 'express';
import serveCompressed from 'express-static-gzip';

/** Where an app's page has this element, links and requests that are relative to it also work below a path. */
const BASE = '<base href="/" />';

const FOR_EVER = 'public, max-age=31536000, immutable';
const REVALIDATED = 'no-cache';

/** A built page. Its index names the path below which it is served, and the address at which people reach it. */
export class Page {
  readonly #folder: string;
  readonly #index: string;

  private constructor(folder: string, index: string) {
    this.#folder = folder;
    this.#index = index;
  }

  /** Null if the folder has no `index.html`. */
  static read(folder: string, publicUrl: URL | null): Page | null {
    const file = join(folder, 'index.html');
    if (!existsSync(file)) return null;
    const index = readFileSync(file, 'utf8');
    return new Page(folder, publicUrl ? index.replace(BASE, placed(publicUrl)) : index);
  }

  /**
   * A name in `/assets` has a content hash, so the file never changes; everything else is revalidated each time. Files
   * are compressed when they are built: doing so for each request would be work that anybody can ask for.
   */
  serve(app: Express, paths: readonly string[]): void {
    app.get([...paths, '/index.html'], (_request, response) => this.send(response));
    app.use('/assets', serveCompressed(join(this.#folder, 'assets'), { ...compressed, serveStatic: cached(FOR_EVER) }));
    app.use(express.static(this.#folder, cached(REVALIDATED)));
  }

  /** The page chooses its view by the path, so it is one file for every path, also for one that is not found. */
  send(response: Response): void {
    response.set('Cache-Control', REVALIDATED).type('html').send(this.#index);
  }
}

const compressed = { enableBrotli: true, orderPreference: ['br', 'gzip'], index: false };

function cached(cacheControl: string) {
  const setHeaders = (response: ServerResponse) => void response.setHeader('Cache-Control', cacheControl);
  return { index: false, setHeaders };
}

function placed({ pathname, href }: URL): string {
  return `<base href="${pathname}" /><meta name="public-url" content="${href}" />`;
}
