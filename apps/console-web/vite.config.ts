import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source'] },
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 900 },
  server: {
    // `pnpm --filter @ins-relay/console-web dev` beside a running `npm start`.
    proxy: { '/api': 'http://127.0.0.1:3100', '/queues': 'http://127.0.0.1:3100' },
  },
});
