import { rules } from '@button/mutations';
import { useEffect } from 'react';
import { Notice } from '../app/Notice.tsx';
import { byCode, type Words } from '../i18n/language.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { forgetPlace } from '../identity/places.ts';
import { isFirstTime } from '../identity/storage.ts';
import { Button } from '../ui/Button.tsx';
import { keepResumption } from './resumption.ts';
import type { RoomInUse } from './useRoom.ts';

interface WayOut {
  readonly label: 'home' | 'again';
  readonly go: () => void;
  /** The next attempt is made as a new person. */
  readonly isForgotten?: true;
}

const home: WayOut = { label: 'home', go: () => location.assign('./') };
const again: WayOut = { label: 'again', go: () => location.reload() };
const asANewPerson: WayOut = { ...again, isForgotten: true };

const waysOut: { readonly [Reason in keyof Words['denied']['reasons']]: WayOut } = {
  'unknown-room': home,
  'room-full': again,
  'room-locked': again,
  'room-closed': home,
  removed: home,
  'too-many-wrong-codes': again,
  'not-let-in': again,
  'sent-away': home,
  'wrong-version': again,
  unknown: asANewPerson,
};

interface DeniedProps {
  readonly code: string;
  readonly reason: string;
  readonly link: RoomInUse['link'];
}

/**
 * Why Hero does not let this page in, and the way out. A page that is older than Hero reloads once, and leaves its
 * unsettled actions to its successor.
 */
export function Denied({ code, reason, link }: DeniedProps) {
  const { denied } = useLanguage().words;
  const { title, text } = byCode(denied.reasons, reason) ?? denied.reasons.unknown;
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
      <Button look="primary" onClick={go}>
        {denied[label]}
      </Button>
    </Notice>
  );
}
