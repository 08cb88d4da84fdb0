import { defineConfig } from 'vitest/config';
import { testReporters } from './scripts/test-reporters.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/build-pages.ts'],
    setupFiles: ['test/property-seed.ts'],
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/*.deep.test.ts', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: testReporters(),
  },
});
