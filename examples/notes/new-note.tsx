import { useState } from 'react';

/** The field in which a note is written. It knows nothing of rooms. */
export function NewNote({ onAdd }: { onAdd: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(text);
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
  );
}
