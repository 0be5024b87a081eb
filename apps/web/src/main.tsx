import '@fontsource-variable/bricolage-grotesque/wght.css';
import '@fontsource-variable/cairo/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { Notice } from './app/Notice.tsx';
import { chooseLanguage, loadLanguage } from './i18n/language.ts';
import { SpeaksLanguage } from './i18n/useLanguage.tsx';
import { recallLanguage } from './identity/preferences.ts';
import { Button } from './ui/Button.tsx';

/** In no catalogue, because it is said when there is none. */
const withoutWords = {
  title: 'The game could not be loaded',
  text: 'Load the page again when you are connected.',
  reload: 'Load again',
};

async function start(root: HTMLElement) {
  const chosenBefore = recallLanguage() ?? [];
  const wanted = chooseLanguage([chosenBefore, navigator.languages].flat());
  const language = await loadLanguage(wanted)
    .catch(() => loadLanguage('en'))
    .catch(() => null);
  createRoot(root).render(
    <StrictMode>
      {language ? (
        <SpeaksLanguage begin={language}>
          <App />
        </SpeaksLanguage>
      ) : (
        <Notice title={withoutWords.title} text={withoutWords.text}>
          <Button look="primary" onClick={() => location.reload()}>
            {withoutWords.reload}
          </Button>
        </Notice>
      )}
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
