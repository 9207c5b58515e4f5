import { visible } from '../report/markdown-escape.ts';
import type { Found, HookTool } from './detect.ts';
import { PLACEHOLDER, WORKFLOW_PATH } from './files.ts';

/** What became of a file. `diff`: what the file that is there says otherwise. */
export type FileState = { readonly path: string; readonly state: 'written' | 'same' } | { readonly path: string; readonly state: 'different'; readonly diff: string };

export interface InitDone {
	readonly found: Found;
	readonly files: readonly FileState[];
	readonly dryRun: boolean;
	readonly action: string;
	/** Findings of the tree at HEAD; absent when it was not judged. */
	readonly findings: number | undefined;
	readonly hasBaseline: boolean;
}

/** From here on the past is louder than what a change brings. */
const MANY = 10;
const LISTED = 5;

/** What was found, what was written and what to do next, in plain lines. */
export function initMessages(done: InitDone): string {
	const { found, files, dryRun } = done;
	const shown = (state: FileState['state']): FileState[] => files.filter((file) => file.state === state);
	const names = (state: FileState['state']): string[] => shown(state).map(({ path }) => `  ${path}`);
	const steps = nextSteps(done).map((step, index) => `  ${index + 1}. ${step}`);
	return [
		'Found:',
		...foundLines(found).map((line) => `  ${line}`),
		...section(dryRun ? 'Would write (--dry-run):' : 'Wrote:', names('written')),
		...section('There already, and just so:', names('same')),
		...section('There already, and left as it is; `-` is yours, `+` would be new:', files.flatMap((file) => (file.state === 'different' ? [`  ${file.path}`, ...file.diff.split('\n').map((line) => `    ${visible(line)}`)] : []))),
		...section('Next:', steps),
		'',
	].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
	return lines.length === 0 ? [] : [title, ...lines];
}

function foundLines(found: Found): string[] {
	const { code, services, manifests, charts, kustomizations, terraform, templates, dockerfiles, compose, workflows, policies, hooks } = found;
	const lines = [
		code > 0 ? `TypeScript and JavaScript: ${counted(code, 'file')}${services.length > 0 ? `; services: ${listed(services.map(({ folder, library }) => `${folder} (${library})`))}` : ''}` : '',
		manifests.length > 0 ? `Kubernetes: ${counted(manifests.length, 'manifest')}, for example ${visible(manifests[0] ?? '')}` : '',
		charts.length > 0 ? `Helm charts: ${listed(charts)}` : '',
		kustomizations.length > 0 ? `Kustomizations: ${listed(kustomizations)}` : '',
		terraform.length > 0 ? `Terraform: ${listed(terraform)}` : '',
		templates.length > 0 ? `CloudFormation: ${listed(templates)}` : '',
		dockerfiles > 0 ? `Dockerfiles: ${dockerfiles}` : '',
		compose.length > 0 ? `Compose: ${listed(compose)}` : '',
		workflows.length > 0 ? `Workflows: ${workflows.length}` : '',
		...policies.slice(0, LISTED).map(({ folder, files, rego, own }) => `Rego: ${visible(folder)}, ${counted(files, 'file')}${own ? '' : ` as Conftest runs ${files === 1 ? 'it' : 'them'} (Rego ${rego})`}`),
		policies.length > LISTED ? `Rego: ${counted(policies.length - LISTED, 'folder')} more` : '',
		hooks.length > 0 ? `Git hooks: ${hooks.join(', ')}` : '',
	].filter((line) => line !== '');
	return lines.length > 0 ? lines : ['nothing that Groundwire judges yet: no TypeScript, no infrastructure'];
}

function nextSteps({ found, files, dryRun, action, findings, hasBaseline }: InitDone): string[] {
	const isWritten = (path: string): boolean => files.some((file) => file.path === path && file.state === 'written');
	const [running] = found.running;
	return [
		...(isWritten(WORKFLOW_PATH) && action === PLACEHOLDER ? [`Put the repository and the commit of the Groundwire Action in place of ${PLACEHOLDER} in ${WORKFLOW_PATH}; it does not run before.`] : []),
		...(running === undefined ? [] : [`${visible(running)} runs Groundwire already; no second workflow is needed.`]),
		...found.hooks.map(hookStep),
		...(found.policies.some(({ own }) => !own) && isWritten('.groundwire/config.yaml') ? ['See what your own policies say: `groundwire scan .`'] : []),
		dryRun ? 'Run it without --dry-run.' : 'Commit the files. Pull requests are judged by the config of their base, so it counts from the merge on.',
		// The baseline holds what the config of HEAD says: first the config is committed.
		...pastSteps(findings, hasBaseline),
		'Make the job `review` a required check: that is what blocks.',
	];
}

function pastSteps(findings: number | undefined, hasBaseline: boolean): string[] {
	if (findings === undefined || findings === 0) return [];
	const are = `HEAD has ${counted(findings, 'finding')}: \`groundwire scan .\` lists them. A pull request hears only of what it brings itself.`;
	return findings < MANY || hasBaseline ? [are] : [`${are} Record them with \`groundwire baseline\`, so that scans tell what is new, too, and commit .groundwire/baseline.json.`];
}

const HOOK_STEPS: Readonly<Record<HookTool, string>> = {
	'pre-commit': 'pre-commit: add the hook `groundwire` to .pre-commit-config.yaml (docs/guides/hooks.md).',
	lefthook: 'lefthook: add `groundwire check --staged` to the pre-commit commands of lefthook.yml (docs/guides/hooks.md).',
	husky: 'husky: add the line `groundwire check --staged` to .husky/pre-commit (docs/guides/hooks.md).',
};

function hookStep(tool: HookTool): string {
	return HOOK_STEPS[tool];
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function listed(names: readonly string[]): string {
	const more = names.length - LISTED;
	return names.slice(0, LISTED).map((name) => visible(name)).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
