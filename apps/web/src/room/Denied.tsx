import { rules } from '@button/mutations';
import { useEffect } from 'react';
import { byCode, type Words } from './language.ts';
import { forgetPlace, isFirstTime, keepResumption } from './memory.ts';
import { Notice } from './Notice.tsx';
import { useLanguage } from './useLanguage.tsx';
import type { RoomInUse } from './useRoom.ts';

interface WayOut {
  readonly label: 'home' | 'again' | 'otherName';
  readonly go: () => void;
  /** Whoever comes again comes as somebody new. */
  readonly isForgotten?: true;
}

const home: WayOut = { label: 'home', go: () => location.assign('/') };
const again: WayOut = { label: 'again', go: () => location.reload() };
const otherName: WayOut = { label: 'otherName', go: () => location.reload(), isForgotten: true };
const asSomebodyNew: WayOut = { ...again, isForgotten: true };

const waysOut: { readonly [Reason in keyof Words['out']['reasons']]: WayOut } = {
  'unknown-room': home,
  'room-full': again,
  'room-locked': again,
  'room-closed': home,
  removed: home,
  'too-many-wrong-codes': again,
  'wrong-name': otherName,
  'name-not-allowed': otherName,
  'wrong-version': again,
  unknown: asSomebodyNew,
};

interface RefusedProps {
  readonly code: string;
  readonly reason: string;
  readonly link: RoomInUse['link'];
}

/**
 * Why Hero does not let this page in, and the way out. A page that is older than Hero reloads, once, and leaves what it
 * has to the new one.
 */
export function Refused({ code, reason, link }: RefusedProps) {
  const { out } = useLanguage().words;
  const { title, text } = byCode(out.reasons, reason) ?? out.reasons.unknown;
  const { label, go, isForgotten } = byCode(waysOut, reason) ?? waysOut.unknown;
  useEffect(() => {
    if (reason === 'wrong-version' && isFirstTime(`reload of version ${rules.id}`)) {
      const resumption = link?.resumption;
      if (resumption) keepResumption(code, resumption);
      location.reload();
    }
    if (isForgotten) forgetPlace(code);
  }, [code, reason, isForgotten, link]);
  return (
    <Notice title={title} text={text}>
      <button type="button" className="primary" onClick={go}>
        {out[label]}
      </button>
    </Notice>
  );
}
