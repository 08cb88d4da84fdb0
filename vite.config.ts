import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The browser app: from src/web into dist/web, which the server serves. */
export default defineConfig({
  root: join(import.meta.dirname, 'src', 'web'),
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'dist', 'web'),
    emptyOutDir: true,
    target: 'es2024',
    sourcemap: false,
    modulePreload: { polyfill: false },
  },
});
