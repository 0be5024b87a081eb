import { rules } from '@button/mutations';
import { useEffect } from 'react';
import { forgetPlace, isFirstTime, keepHandOver } from './memory.ts';
import { Notice } from './Notice.tsx';
import type { RoomInUse } from './useRoom.ts';

const home = { label: 'Start or join another room', go: () => location.assign('/') };
const again = { label: 'Try again', go: () => location.reload() };
const otherName = { label: 'Choose another name', go: () => location.reload() };

interface Reason {
  readonly title: string;
  readonly text: string;
  readonly next: typeof home;
  /** Whoever comes again comes as somebody new. */
  readonly isForgotten?: true;
}

/** Why Hero did not let this page in, and the way out. */
const reasons: Readonly<Record<string, Reason>> = {
  'unknown-room': { title: 'No such room', text: 'Nobody plays here. Is the code right?', next: home },
  'room-full': { title: 'The room is full', text: 'Wait until somebody leaves, or play elsewhere.', next: again },
  'room-locked': { title: 'The room is locked', text: 'The host lets nobody new in just now.', next: again },
  'room-closed': { title: 'The room is closed', text: 'The host has ended it. Thanks for playing!', next: home },
  removed: { title: 'You were removed', text: 'The host has taken you out of this room.', next: home },
  'too-many-wrong-codes': { title: 'Too many wrong codes', text: 'Wait for a minute, then try again.', next: again },
  'wrong-name': {
    ...{ title: 'That name does not work', text: 'A name has 1 to 20 letters.', next: otherName },
    isForgotten: true,
  },
  'name-not-allowed': {
    ...{ title: 'Not that name', text: 'People here would mind. Choose another one.', next: otherName },
    isForgotten: true,
  },
  'wrong-version': { title: 'A new version is out', text: 'Reload the page to get it.', next: again },
};
const unknown: Reason = {
  ...{ title: 'Hero does not know this tab', text: 'Come in again as somebody new.', next: again },
  isForgotten: true,
};

interface RefusedProps {
  readonly code: string;
  readonly reason: string;
  readonly handOver: RoomInUse['handOver'];
}

/** Hero does not let this page in. One that is older than Hero reloads, once, and leaves what it has to the new one. */
export function Refused({ code, reason, handOver }: RefusedProps) {
  const { title, text, next, isForgotten } = reasons[reason] ?? unknown;
  useEffect(() => {
    if (reason === 'wrong-version' && isFirstTime(`reload of version ${rules.version}`)) {
      const left = handOver();
      if (left) keepHandOver(code, left);
      location.reload();
    }
    if (isForgotten) forgetPlace(code);
  }, [code, reason, isForgotten, handOver]);
  return (
    <Notice title={title} text={text}>
      <button type="button" className="primary" onClick={next.go}>
        {next.label}
      </button>
    </Notice>
  );
}
