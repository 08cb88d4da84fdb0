import { defineConfig } from 'vitest/config';
import { testReporters } from './scripts/test-reporters.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/build-pages.ts'],
    setupFiles: ['test/property-seed.ts'],
    include: ['src/**/*.deep.test.ts', 'test/**/*.deep.test.ts'],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: testReporters(),
  },
});
