import { Door } from './Door.tsx';
import { Home } from './Home.tsx';

/** Two pages: the home, and a room at /r/CODE. */
export function App({ path }: { path: string }) {
  const [, code] = /^\/r\/([^/]+)\/?$/.exec(path) ?? [];
  return code === undefined ? <Home /> : <Door code={readCode(code)} />;
}

function readCode(typed: string): string {
  try {
    return decodeURIComponent(typed).trim().toUpperCase();
  } catch {
    return typed;
  }
}
