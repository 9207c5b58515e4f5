import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
		exclude: ['**/fixtures/**', '**/node_modules/**'],
		pool: 'forks',
		// Most tests wait for a process that they have started: on two cores one worker would leave one of them idle.
		maxWorkers: availableParallelism(),
		testTimeout: 60_000,
		hookTimeout: 120_000,
	},
});
