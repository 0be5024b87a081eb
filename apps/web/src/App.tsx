import { ErrorBoundary } from 'react-error-boundary';
import { usePath } from './address.ts';
import { Door } from './Door.tsx';
import { Home } from './Home.tsx';
import { Notice } from './Notice.tsx';

/** Two pages: the home, and a room at /r/CODE. */
export function App() {
  return (
    <ErrorBoundary fallback={<Broken />}>
      <Pages />
    </ErrorBoundary>
  );
}

/** Nobody should see it. */
function Broken() {
  return (
    <Notice title="Something broke" text="That is our fault. Your place and your wins are kept.">
      <button type="button" className="primary" onClick={() => location.reload()}>
        Load the page again
      </button>
    </Notice>
  );
}

function Pages() {
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
