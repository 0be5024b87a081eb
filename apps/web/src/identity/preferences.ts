import { read, write } from './storage.ts';

/** The name that was typed last in this browser. */
export function recallName(): string {
  return read('browser', 'name') ?? '';
}

export function rememberName(name: string): void {
  write('browser', 'name', name);
}

/** The language that was chosen in this browser; null if none was. */
export function recallLanguage(): string | null {
  return read('browser', 'language');
}

export function rememberLanguage(code: string): void {
  write('browser', 'language', code);
}

/** On, until it is turned off in this browser. */
export function recallIsSoundOn(): boolean {
  return read('browser', 'sound') !== 'off';
}

export function rememberIsSoundOn(isOn: boolean): void {
  write('browser', 'sound', isOn ? 'on' : 'off');
}
