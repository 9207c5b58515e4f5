#!/usr/bin/env node
import module from 'node:module';
import { missingFeatures } from './node-features.ts';

const missing = missingFeatures(process, module);
if (missing.length > 0) {
	process.stderr.write(`groundwire: Node ${process.versions.node} lacks ${missing.join(' and ')}; Groundwire needs Node 22.15 or newer.\n`);
	process.exitCode = 2;
} else {
	module.enableCompileCache?.();
	// Loaded late: an older Node could not even link what stands behind it.
	const { run } = await import('./run.ts');
	process.exitCode = await run(process.argv.slice(2), new URL('..', import.meta.url));
}
