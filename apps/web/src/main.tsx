import '@fontsource-variable/bricolage-grotesque/wght.css';
import '@fontsource-variable/cairo/wght.css';
import './tokens.css';
import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { chooseLanguage, loadLanguage } from './language.ts';
import { recallLanguage } from './memory.ts';
import { Notice } from './Notice.tsx';
import { SpeaksLanguage } from './useLanguage.tsx';

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
          <button type="button" className="primary" onClick={() => location.reload()}>
            {withoutWords.reload}
          </button>
        </Notice>
      )}
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
