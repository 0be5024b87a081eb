import { useRoom } from '@button/react';
import type { Settled } from '@button/sync';
import { useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { rules, type Note, type NotesIntent } from './rules.ts';

const reasons: Record<string, string> = { 'already-there': 'It is on the list already.', full: 'The list is full.' };

function ShoppingList() {
  const { view, emit } = useRoom({ rules, room: 'shopping' });
  const [settled, setSettled] = useState<Settled>();
  const field = useRef<HTMLInputElement>(null);
  const { state, officialState, denied, link } = view;
  if (denied !== null) return <a href="/">The server does not know this page any more ({denied}). Load it again.</a>;
  if (!state) return <p>Connecting…</p>;

  const ask = (intent: NotesIntent) => void emit(intent).then(setSettled);
  const tick = ({ text, isDone }: Note) => ask({ type: 'tick', text, isDone: !isDone });
  const toBuy = state.notes.filter(({ isDone }) => !isDone).length;
  return (
    <main>
      <header>
        <h1>Shopping list</h1>
        <p role="status">{link === 'live' ? `${toBuy} to buy` : 'No connection. What you change is sent later.'}</p>
      </header>
      <form action={() => ask({ type: 'add', text: field.current?.value ?? '' })}>
        <input ref={field} aria-label="What to buy" placeholder="Add something" maxLength={80} required />
        <button>Add</button>
      </form>
      <p role="alert">{settled?.kind === 'refused' && (reasons[settled.code] ?? settled.code)}</p>
      <ul>
        {state.notes.map((note) => (
          <li key={note.text}>
            <label>
              <input type="checkbox" checked={note.isDone} onChange={() => tick(note)} />
              <span>{note.text}</span>
              {officialState?.notes.includes(note) || <small>unverified</small>}
            </label>
            <button aria-label={`Remove ${note.text}`} onClick={() => ask({ type: 'remove', text: note.text })} />
          </li>
        ))}
      </ul>
    </main>
  );
}

createRoot(document.body).render(<ShoppingList />);
