import type { ReactNode } from 'react';

/** A page that says one thing, and offers what to do next. */
export function Notice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="notice" aria-live="polite">
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </main>
  );
}
