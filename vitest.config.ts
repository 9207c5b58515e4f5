import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
		exclude: ['**/fixtures/**', '**/node_modules/**'],
		pool: 'forks',
		testTimeout: 60_000,
		hookTimeout: 120_000,
	},
});
