import { lazy } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { Home } from '../home/Home.tsx';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { RoomEntry } from '../room/RoomEntry.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { LazyPart } from './LazyPart.tsx';
import { Notice } from './Notice.tsx';
import { usePath } from './router.ts';

/** Loaded on its own: a television shows nothing else. */
const Screen = lazy(async () => ({ default: (await import('../screen/Screen.tsx')).Screen }));

/** The home page; a room at r/CODE; the room on a television at r/CODE/screen. */
export function App() {
  return (
    <ErrorBoundary fallback={<Broken />}>
      <Page />
    </ErrorBoundary>
  );
}

function Page() {
  const path = usePath();
  if (path === '') return <Home />;
  const [, typed, screen] = /^r\/([^/]+)(\/screen)?\/?$/.exec(path) ?? [];
  if (typed === undefined) return <NothingHere />;
  const code = readCode(typed);
  if (screen === undefined) return <RoomEntry key={code} code={code} />;
  return (
    <LazyPart whileLoading={null} whenMissing={<Broken />}>
      <Screen key={code} code={code} />
    </LazyPart>
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
  const { missing, denied } = useLanguage().words;
  return (
    <Notice title={missing.pageTitle} text={missing.page}>
      <LinkButton href="./">{denied.home}</LinkButton>
    </Notice>
  );
}

/** Shown after a mistake of ours. */
function Broken() {
  const { broken } = useLanguage().words;
  return (
    <Notice title={broken.title} text={broken.text}>
      <Button look="primary" onClick={() => location.reload()}>
        {broken.reload}
      </Button>
    </Notice>
  );
}
