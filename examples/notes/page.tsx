import { useRoom } from '@button/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { rules, type NotesIntent } from './rules.ts';

const reasons = new Map([
  ['already-there', 'It is on the list already.'],
  ['list-is-full', 'The list is full.'],
]);

function ShoppingList() {
  const { view, emit } = useRoom({ rules, room: 'shopping' });
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const { state, officialState, denied, link } = view;
  if (denied !== null) return <a href="/">The server does not know this page any more ({denied}). Load it again.</a>;
  if (!state) return <p>Connecting…</p>;

  async function ask(intent: NotesIntent) {
    const settled = await emit(intent);
    setRefusal(settled.kind === 'refused' ? settled.code : null);
  }

  const toBuy = state.notes.filter(({ isDone }) => !isDone).length;
  return (
    <main>
      <header>
        <h1>Shopping list</h1>
        <p role="status">{link === 'live' ? `${toBuy} to buy` : 'No connection. What you change is sent later.'}</p>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask({ type: 'add', text });
          setText('');
        }}
      >
        <input
          aria-label="What to buy"
          placeholder="Add something"
          value={text}
          onChange={({ target }) => setText(target.value)}
          maxLength={80}
          required
        />
        <button>Add</button>
      </form>
      <p role="alert">{refusal !== null && (reasons.get(refusal) ?? refusal)}</p>
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
              {!officialState?.notes.includes(note) && <small>unverified</small>}
            </label>
            <button aria-label={`Remove ${note.text}`} onClick={() => void ask({ type: 'remove', text: note.text })} />
          </li>
        ))}
      </ul>
    </main>
  );
}

createRoot(document.body).render(<ShoppingList />);
