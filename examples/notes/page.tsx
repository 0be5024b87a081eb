import './style.css';
import { useRoom } from '@button/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { rules, type NotesIntent } from './rules.ts';

const reasons = new Map([
  ['already-there', 'It is on the list already.'],
  ['list-is-full', 'The list is full.'],
]);

function ShoppingList() {
  const { view, emit } = useRoom({ rules, room: 'shopping' });
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState('');
  const { state, officialState } = view;
  if (view.denied !== null) return <Denied code={view.denied} />;
  if (!state || !officialState) return <p className="notice">Connecting…</p>;

  const show = (code: string) => setRefusal(reasons.get(code) ?? code);
  const ask = (intent: NotesIntent) =>
    void emit(intent).then((settled) => show(settled.kind === 'refused' ? settled.code : ''));
  const toBuy = state.notes.filter((note) => !note.isDone).length;

  return (
    <main>
      <header>
        <h1>Shopping list</h1>
        <p role="status">
          {view.link === 'live' ? `${toBuy} to buy` : 'No connection. Your changes are kept, and sent later.'}
        </p>
      </header>
      <ul>
        {state.notes.map((note) => (
          <li key={note.text}>
            <label>
              <input
                type="checkbox"
                checked={note.isDone}
                onChange={() => ask({ type: 'tick', text: note.text, isDone: !note.isDone })}
              />
              <span>{note.text}</span>
              {!officialState.notes.includes(note) && <small>unverified</small>}
            </label>
            <button aria-label={`Remove ${note.text}`} onClick={() => ask({ type: 'remove', text: note.text })}>
              ×
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask({ type: 'add', text });
          setText('');
        }}
      >
        <input
          aria-label="What to buy"
          placeholder="Add something"
          value={text}
          onChange={({ target }) => setText(target.value)}
          pattern=".*\S.*"
          maxLength={80}
          required
        />
        <button>Add</button>
      </form>
      <p role="alert">{refusal}</p>
    </main>
  );
}

/** The server was started again without its record, say, or has other rules by now. */
function Denied({ code }: { code: string }) {
  return (
    <p className="notice">
      Hero does not know this page ({code}). <a href="/">Load it again</a>
    </p>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<StrictMode><ShoppingList /></StrictMode>);
