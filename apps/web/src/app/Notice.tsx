import './big-button.css';
import type { ReactNode } from 'react';

/** A page that says one thing, and offers what to do next. Its button is out of light: there is no game to be had here. */
export function Notice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="notice" aria-live="polite">
      <div className="base" aria-hidden="true">
        <div className="big-button">
          <span className="dome is-dark" />
        </div>
      </div>
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </main>
  );
}
