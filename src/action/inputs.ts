import * as core from '@actions/core';
import { ConfigurationError } from '../config/configuration-error.ts';
import { DEFAULT_INSTANCE, isInstance } from '../github/markers.ts';
import { PERSONAS, SEVERITIES } from '../policy/policy.ts';
import type { FailOn } from '../verdict/exit-code.ts';

/** Comments on the pull request, or a check run on its head. */
export type PublishTarget = 'review' | 'check';

export interface Inputs {
	readonly token: string;
	readonly persona?: string;
	readonly failOn?: FailOn;
	/** Path of the config at the base revision. */
	readonly config?: string;
	/** Where the report is shown; empty for nowhere. Absent unless set: the event decides then. */
	readonly publish?: readonly PublishTarget[];
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
		...publishTargets(core.getInput('publish')),
		...persona(core.getInput('persona')),
		...failOn(core.getInput('fail-on')),
		...set('config', core.getInput('config')),
		...set('sarif', core.getInput('sarif')),
	};
}

function set(key: 'config' | 'sarif', value: string): { readonly [K in typeof key]?: string } {
	return value === '' ? {} : { [key]: value };
}

/** `review`, `check`, both with a comma between them, or `none`. */
function publishTargets(value: string): Pick<Inputs, 'publish'> {
	if (value === '') return {};
	const named = [...new Set(value.split(',').map((entry) => entry.trim()))];
	if (named.length === 1 && named[0] === 'none') return { publish: [] };
	const targets = named.filter((entry): entry is PublishTarget => entry === 'review' || entry === 'check');
	if (targets.length < named.length) throw new ConfigurationError('the input publish must be review, check, both (review, check) or none');
	return { publish: targets };
}

function persona(value: string): Pick<Inputs, 'persona'> {
	if (value === '') return {};
	const named = PERSONAS.find((one) => one === value);
	if (named === undefined) throw new ConfigurationError(`the input persona must be ${PERSONAS.slice(0, -1).join(', ')} or ${PERSONAS.at(-1)}`);
	return { persona: named };
}

function failOn(value: string): Pick<Inputs, 'failOn'> {
	if (value === '') return {};
	const named = value === 'never' ? value : SEVERITIES.find((severity) => severity === value);
	if (named === undefined) throw new ConfigurationError(`the input fail-on must be ${SEVERITIES.join(', ')} or never`);
	return { failOn: named };
}
