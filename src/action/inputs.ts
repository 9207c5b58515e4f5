import * as core from '@actions/core';
import { ConfigurationError } from '../config/configuration-error.ts';
import { DEFAULT_INSTANCE, isInstance } from '../github/markers.ts';

export interface Inputs {
	readonly token: string;
	readonly persona?: string;
	readonly failOn?: string;
	/** Path of the config at the base revision. */
	readonly config?: string;
	readonly publish: 'review' | 'check' | 'none';
	readonly instance: string;
	/** Where the findings are written as SARIF, from the workspace on. */
	readonly sarif?: string;
}

/** The inputs of action.yml. Options that the config file has too stay absent unless set: a default here would overrule it. */
export function readInputs(): Inputs {
	const token = core.getInput('token');
	if (token === '') throw new ConfigurationError('the input token is empty', { remedy: 'Leave it out to use the token of the job.' });
	core.setSecret(token);
	const instance = core.getInput('instance') || DEFAULT_INSTANCE;
	if (!isInstance(instance)) {
		throw new ConfigurationError('the input instance is not a valid name', { remedy: 'Use up to 64 letters, digits, dots, dashes and underscores.' });
	}
	return {
		token,
		instance,
		publish: oneOf('publish', ['review', 'check', 'none'], 'review'),
		...set('persona', core.getInput('persona')),
		...set('failOn', core.getInput('fail-on')),
		...set('config', core.getInput('config')),
		...set('sarif', core.getInput('sarif')),
	};
}

function set(key: 'persona' | 'failOn' | 'config' | 'sarif', value: string): { readonly [K in typeof key]?: string } {
	return value === '' ? {} : { [key]: value };
}

function oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
	const value = core.getInput(name);
	if (value === '') return fallback;
	const found = allowed.find((entry) => entry === value);
	if (found === undefined) throw new ConfigurationError(`the input ${name} must be one of ${allowed.join(', ')}`);
	return found;
}
