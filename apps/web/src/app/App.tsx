import { lazy } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { usePath } from './address.ts';
import { Door } from './Door.tsx';
import { Home } from './Home.tsx';
import { Notice } from './Notice.tsx';
import { Part } from './Part.tsx';
import { useLanguage } from './useLanguage.tsx';

/** Where it is opened, no game is played. */
const Screen = lazy(async () => ({ default: (await import('./Screen.tsx')).Screen }));

/** The home; a room at /r/CODE; what a big screen shows of it at /r/CODE/screen. */
export function App() {
  return (
    <ErrorBoundary fallback={<Broken />}>
      <Page />
    </ErrorBoundary>
  );
}

function Page() {
  const path = usePath();
  if (path === '/') return <Home />;
  const [, typed, screen] = /^\/r\/([^/]+)(\/screen)?\/?$/.exec(path) ?? [];
  if (typed === undefined) return <NothingHere />;
  const code = readCode(typed);
  if (screen === undefined) return <Door key={code} code={code} />;
  return (
    <Part whileLoading={null} whenMissing={<Broken />}>
      <Screen key={code} code={code} />
    </Part>
  );
}

function readCode(typed: string): string {
  try {
    return decodeURIComponent(typed).trim().toUpperCase();
  } catch {
    return typed;
  }
}

function NothingHere() {
  const { missing, out } = useLanguage().words;
  return (
    <Notice title={missing.pageTitle} text={missing.page}>
      <a className="primary" href="/">
        {out.home}
      </a>
    </Notice>
  );
}

/** Nobody should see it. */
function Broken() {
  const { broken } = useLanguage().words;
  return (
    <Notice title={broken.title} text={broken.text}>
      <button type="button" className="primary" onClick={() => location.reload()}>
        {broken.reload}
      </button>
    </Notice>
  );
}
