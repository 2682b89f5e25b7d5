import '../styles/layers.css';
import '../styles/tokens.css';
import '../styles/reset.css';
import '../styles/fonts.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followDefects } from '#features/errors/defects.ts';
import { followTheme } from '#features/theme/apply-theme.ts';
import { watchNetwork } from '#state/network.ts';
import { App } from './App.tsx';
import { followAddress } from './follow-address.ts';
import { followKeys } from './follow-keys.ts';
import { followFocus } from './panes.ts';

followDefects();
watchNetwork();
followTheme();
followAddress();
followKeys();
followFocus();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
