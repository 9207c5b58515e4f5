import { cpSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { GitRepository } from '../support/git-repository.ts';
import { type Service, serviceOf } from './sources.ts';

const POLICIES = fileURLToPath(new URL('../../policies/code', import.meta.url));

/** The good fixtures of every rule as the parts of one repository: code that is right, on any clone of this project. */
export function ownService(): Service {
	const repository = new GitRepository();
	for (const rule of readdirSync(POLICIES)) {
		const good = join(POLICIES, rule, 'fixtures/good');
		if (statSync(good, { throwIfNoEntry: false }) === undefined) continue;
		for (const name of readdirSync(good)) {
			const isFile = statSync(join(good, name)).isFile();
			const folder = join('services', rule, basename(name).replace(/\.\w+$/, ''));
			if (isFile) repository.write(join(folder, 'package.json'), JSON.stringify({ name: basename(name), dependencies: { express: '^5', pino: '^9' } }));
			cpSync(join(good, name), join(repository.path, folder, isFile ? join('src/server', name) : ''), { recursive: true });
		}
	}
	return serviceOf('own fixtures', repository);
}
