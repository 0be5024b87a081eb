import { useRoom } from '@button/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { NewNote } from './new-note.tsx';
import { rules, type Note, type NotesIntent } from './rules.ts';

const reasons: Record<string, string> = { 'already-there': 'It is on the list already.', full: 'The list is full.' };

function ShoppingList() {
  const { view, emit } = useRoom({ rules, room: 'shopping' });
  const [refusal, setRefusal] = useState('');
  const { state, officialState, denied, link } = view;
  if (denied !== null) return <a href="/">The server does not know this page any more ({denied}). Load it again.</a>;
  if (!state) return <p>Connecting…</p>;

  async function ask(intent: NotesIntent) {
    const settled = await emit(intent);
    setRefusal(settled.kind === 'refused' ? settled.code : '');
  }

  /** A note that no unverified action has touched is one and the same object in both states. */
  const isOfficial = (note: Note) => officialState?.notes.includes(note);
  const toBuy = state.notes.filter(({ isDone }) => !isDone).length;
  return (
    <main>
      <header>
        <h1>Shopping list</h1>
        <p role="status">{link === 'live' ? `${toBuy} to buy` : 'No connection. What you change is sent later.'}</p>
      </header>
      <NewNote onAdd={(text) => void ask({ type: 'add', text })} />
      <p role="alert">{reasons[refusal] ?? refusal}</p>
      <ul>
        {state.notes.map((note) => (
          <li key={note.text}>
            <label>
              <input
                type="checkbox"
                checked={note.isDone}
                onChange={() => void ask({ type: 'tick', text: note.text, isDone: !note.isDone })}
              />
              <span>{note.text}</span>
              {!isOfficial(note) && <small>unverified</small>}
            </label>
            <button aria-label={`Remove ${note.text}`} onClick={() => void ask({ type: 'remove', text: note.text })} />
          </li>
        ))}
      </ul>
    </main>
  );
}

createRoot(document.body).render(<ShoppingList />);
