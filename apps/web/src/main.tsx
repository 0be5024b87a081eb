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
  const language = await loadLanguage(chooseLanguage([chosenBefore, navigator.languages].flat()));
  createRoot(root).render(
    <StrictMode>
      <SpeaksLanguage begin={language}>
        <App />
      </SpeaksLanguage>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
