import { CONFIG_PATH } from '../config/layers.ts';
import type { Persona } from '../policy/policy.ts';
import type { Found } from './detect.ts';

export const WORKFLOW_PATH = '.github/workflows/groundwire.yml';

/** Stands in the workflow where nobody knows under which name the Action is published. */
export const PLACEHOLDER = 'OWNER/groundwire@COMMIT_SHA';

/** Which rules run by the config that is written. */
export const INIT_PERSONA: Persona = 'essential';

/** A file that `init` writes. */
export interface InitFile {
	readonly path: string;
	readonly text: string;
}

/** The files for a repository: its config, and the workflow, unless one runs Groundwire already. `action`: `OWNER/NAME@COMMIT`. */
export function initFiles(found: Found, action: string): InitFile[] {
	return [{ path: CONFIG_PATH, text: configText(found) }, ...(found.running.length > 0 ? [] : [{ path: WORKFLOW_PATH, text: workflowText(action) }])];
}

function configText({ generated, policies }: Found): string {
	const packs = policies.some(({ own }) => !own) ? policies : [];
	return [
		'# Read from the base revision: a pull request cannot change what it is judged by.',
		'# `groundwire explain RULE` tells what a rule is about.',
		'version: 1',
		'',
		'# Which rules run: essential (few and sure), recommended, strict.',
		`persona: ${INIT_PERSONA}`,
		'',
		'# A finding at or above both blocks.',
		'block: { severity: high, confidence: high }',
		...(generated.length > 0 ? ['', '# Nobody mends these by hand.', 'ignore:', ...generated.map((glob) => `  - ${JSON.stringify(glob)}`)] : []),
		...(packs.length > 0 ? ['', '# Your own policies. Those that Conftest runs are run as they are.', 'policies:', ...packs.flatMap(packLines)] : []),
		'',
	].join('\n');
}

function packLines({ folder, rego, clashes, own }: Found['policies'][number]): string[] {
	if (own) return [`  - ${JSON.stringify(folder)}`];
	return [`  - path: ${JSON.stringify(folder)}`, ...(clashes ? [`    name: ${packName(folder)}`] : []), ...(rego === 'v0' ? ['    rego: v0'] : [])];
}

/** A folder as the name of a pack may be written. */
function packName(folder: string): string {
	const name = folder.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z0-9]+/, '');
	return JSON.stringify(name === '' ? 'root' : name);
}

/** Pinned by a commit, since a tag can be moved: actions/checkout v7.0.1, which refuses the code of forks where a token could write. */
const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';

function workflowText(action: string): string {
	return `name: groundwire
on:
  pull_request:
    types: [opened, synchronize, reopened, edited] # edited: with another base it is another change
  merge_group: # for a merge queue

permissions: {}

concurrency: # one run a pull request: two at once could say the same thing twice
  group: groundwire-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: true

jobs:
  review:
    name: Groundwire
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read # the change, and the config at its base
      pull-requests: write # review comments and the summary
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
      - uses: ${action}
`;
}
