import type { RepoPath } from '../../change/change.ts';
import { isRecord } from '../../parse/json-values.ts';
import { sourceText } from '../../parse/text.ts';
import { parseYaml } from '../../parse/yaml/parse.ts';

/** One place of a workflow that runs Groundwire. Values are JSON texts, so that they compare by meaning. */
export interface GroundwireStep {
	readonly job: string;
	readonly kind: 'action' | 'command' | 'workflow';
	/** The action or workflow without its ref; of a command the whole text. */
	readonly runs: string;
	readonly ref: string;
	/** `with`, by name. */
	readonly inputs: Readonly<Record<string, string>>;
	/** `if` of the step and of its job. */
	readonly conditions: readonly string[];
	/** `continue-on-error` of the step or of its job. */
	readonly mayFail: boolean;
	/** Jobs that have to succeed before. */
	readonly needs: string;
	/** What else decides how and where it runs, by name: of the workflow, the job and the step. */
	readonly settings: Readonly<Record<string, string>>;
	/** Of the job, else of the workflow; `{"":"…"}` for a word such as `read-all`. */
	readonly permissions: Readonly<Record<string, string>> | undefined;
}

/** What of a workflow decides whether Groundwire judges a change. */
export interface WorkflowFacts {
	/** False when it is no YAML that a workflow can be: then GitHub runs nothing of it. */
	readonly valid: boolean;
	/** The line of what is wrong. */
	readonly line?: number;
	/** Each event with its filters. */
	readonly triggers: Readonly<Record<string, string>>;
	readonly steps: readonly GroundwireStep[];
}

const NOTHING: WorkflowFacts = { valid: false, triggers: {}, steps: [] };

/** The command at the start of a command line, behind a separator, or as `npx` and its like take it. */
const COMMAND = /(?:^|[\s;&|("'`/])groundwire(?:@[\w.^~-]+)?(?=\s|$|["'`)])/im;

/** Reads a workflow. `own`: the repository's own action is Groundwire. */
export function readWorkflow(text: string, path: string, own: boolean): WorkflowFacts {
	const { documents, errors } = parseYaml(sourceText(path as RepoPath, text), 'core');
	const [error] = errors;
	if (error !== undefined) return { ...NOTHING, line: error.line };
	const [document] = documents;
	const workflow = document?.value;
	if (!isRecord(workflow)) return NOTHING;
	const { on, jobs } = workflow;
	const steps = isRecord(jobs) ? Object.entries(jobs).flatMap(([name, job]) => (isRecord(job) ? stepsOf(name, job, workflow, own) : [])) : [];
	return { valid: true, triggers: triggersOf(on), steps };
}

function triggersOf(on: unknown): Readonly<Record<string, string>> {
	if (typeof on === 'string') return { [on]: '{}' };
	if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [String(event), '{}']));
	return isRecord(on) ? Object.fromEntries(Object.entries(on).map(([event, filters]) => [event, json(filters ?? {})])) : {};
}

function stepsOf(job: string, fields: Readonly<Record<string, unknown>>, workflow: Readonly<Record<string, unknown>>, own: boolean): GroundwireStep[] {
	const outer = { conditions: condition(fields), mayFail: mayFail(fields), needs: json(fields['needs'] ?? []), permissions: permissionsOf(fields['permissions'] ?? workflow['permissions']), settings: { ...settingsOf('workflow', workflow), ...settingsOf('job', fields) } };
	const steps = Array.isArray(fields['steps']) ? fields['steps'].filter(isRecord) : [];
	const called = stepOf(job, fields, outer, own);
	return [...(called === undefined ? [] : [{ ...called, kind: 'workflow' as const }]), ...steps.flatMap((step) => stepOf(job, step, { ...outer, conditions: [...outer.conditions, ...condition(step)], mayFail: outer.mayFail || mayFail(step), settings: { ...outer.settings, ...settingsOf('step', step) } }, own) ?? [])];
}

type Outer = Pick<GroundwireStep, 'conditions' | 'mayFail' | 'needs' | 'settings' | 'permissions'>;

function stepOf(job: string, { uses, run, with: inputs }: Readonly<Record<string, unknown>>, outer: Outer, own: boolean): GroundwireStep | undefined {
	if (typeof uses === 'string') {
		const [runs = '', ref = ''] = uses.split('@');
		const isOurs = /(?:^|\/)groundwire(?:-action)?(?:\/|$)/i.test(runs) || /\/groundwire[^/]*\.ya?ml$/i.test(runs) || (own && /^\.\/?$/.test(runs));
		return isOurs ? { job, kind: 'action', runs, ref, inputs: inputsOf(inputs), ...outer } : undefined;
	}
	return typeof run === 'string' && COMMAND.test(run) ? { job, kind: 'command', runs: run.trim(), ref: '', inputs: {}, ...outer } : undefined;
}

const SETTINGS = ['env', 'defaults', 'strategy', 'container', 'shell', 'working-directory'];

function settingsOf(where: string, fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
	return Object.fromEntries(SETTINGS.flatMap((name) => (fields[name] === undefined ? [] : [[`${name} of the ${where}`, json(fields[name])]])));
}

function inputsOf(value: unknown): Readonly<Record<string, string>> {
	return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, typeof entry === 'string' ? entry : json(entry)])) : {};
}

function permissionsOf(value: unknown): GroundwireStep['permissions'] {
	if (typeof value === 'string') return { '': value };
	return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, String(entry)])) : undefined;
}

function condition(fields: Readonly<Record<string, unknown>>): readonly string[] {
	return fields['if'] === undefined ? [] : [typeof fields['if'] === 'string' ? fields['if'].trim() : json(fields['if'])];
}

/** An expression may come out as anything. */
function mayFail(fields: Readonly<Record<string, unknown>>): boolean {
	return fields['continue-on-error'] !== undefined && fields['continue-on-error'] !== false && fields['continue-on-error'] !== 'false';
}

function json(value: unknown): string {
	return JSON.stringify(value, (_key, entry: unknown) => (isRecord(entry) ? Object.fromEntries(Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1))) : entry));
}
