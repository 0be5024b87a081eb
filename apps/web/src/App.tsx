import { usePath } from './address.ts';
import { Door } from './Door.tsx';
import { Home } from './Home.tsx';

/** Two pages: the home, and a room at /r/CODE. */
export function App() {
  const [, code] = /^\/r\/([^/]+)\/?$/.exec(usePath()) ?? [];
  return code === undefined ? <Home /> : <Door key={code} code={readCode(code)} />;
}

function readCode(typed: string): string {
  try {
    return decodeURIComponent(typed).trim().toUpperCase();
  } catch {
    return typed;
  }
}
