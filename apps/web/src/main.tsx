import '@fontsource-variable/bricolage-grotesque/wght.css';
import '@fontsource-variable/cairo/wght.css';
import './tokens.css';
import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { chooseLanguage, loadLanguage } from './language.ts';
import { recallLanguage } from './memory.ts';
import { SpeaksLanguage } from './useLanguage.tsx';

async function start(root: HTMLElement) {
  const chosenBefore = recallLanguage() ?? [];
  const wanted = chooseLanguage([chosenBefore, navigator.languages].flat());
  const language = await loadLanguage(wanted).catch(() => loadLanguage('en'));
  createRoot(root).render(
    <StrictMode>
      <SpeaksLanguage begin={language}>
        <App />
      </SpeaksLanguage>
    </StrictMode>,
  );
}

/** There are no words yet, and nothing that could show them. */
function sayThatItFailed(root: HTMLElement) {
  root.textContent = 'The game could not be loaded. Please load the page again.';
}

const root = document.getElementById('root');
if (root) start(root).catch(() => sayThatItFailed(root));
