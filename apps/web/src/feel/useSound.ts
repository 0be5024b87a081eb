import { useState } from 'react';
import { recallIsSoundOn, rememberIsSoundOn } from '../identity/preferences.ts';

/** Whether this browser's pages are heard and felt, and the way to change it. */
export function useSound(): { readonly isOn: boolean; readonly turn: (isOn: boolean) => void } {
  const [isOn, setIsOn] = useState(recallIsSoundOn);
  function turn(wanted: boolean) {
    setIsOn(wanted);
    rememberIsSoundOn(wanted);
  }
  return { isOn, turn };
}
