import type { RepoPath } from '../change/change.ts';
import { counted, type Effect, weakens } from '../verdict/guardrails/effect.ts';
import { isWorkflowPath } from '../verdict/guardrails/kinds.ts';
import type { WorkflowFacts } from '../verdict/guardrails/workflow.ts';
import { workflowEffects } from '../verdict/guardrails/workflow-effects.ts';
import type { GuardrailReader } from './guardrail-reader.ts';
import { type Material, textAt } from './material.ts';

/** More than anybody has; of the others it is said that they were not compared. */
const MOST_WORKFLOWS = 100;

interface Texts {
	readonly path: RepoPath;
	readonly base: string | undefined;
	readonly head: string | undefined;
}

/** The changed workflows that run Groundwire, at base or at head, with what their change does to it. */
export async function changedWorkflows(touched: readonly RepoPath[], material: Material, read: GuardrailReader): Promise<ReadonlyMap<string, readonly Effect[]>> {
	const paths = touched.filter(isWorkflowPath);
	if (paths.length === 0) return new Map();
	const own = await isOwnAction(material);
	const found: Texts[] = [];
	for (const path of paths.slice(0, MOST_WORKFLOWS)) {
		const texts = { path, base: await textAt(material, 'base', path), head: await textAt(material, 'head', path) };
		if (mayRunUs(texts, own)) found.push(texts);
	}
	const rest = paths.slice(MOST_WORKFLOWS).map((path) => [path, [weakens(`was not compared: the change has ${counted('workflow', paths)}`)]] as const);
	return new Map([...rest, ...(found.length === 0 ? [] : await compared(found, own, read))]);
}

async function compared(texts: readonly Texts[], own: boolean, read: GuardrailReader): Promise<[string, readonly Effect[]][]> {
	const asked = texts.flatMap(({ path, base, head }) => [base, head].flatMap((text) => (text === undefined ? [] : [{ path, text }])));
	const facts = await read({ type: 'workflows', own, files: asked });
	const next = facts?.values();
	return texts.flatMap(({ path, base, head }): [string, readonly Effect[]][] => {
		if (next === undefined) return [[path, [weakens('could not be read in time: nobody can tell what it would do')]]];
		const [before, after] = [base, head].map((text): WorkflowFacts | undefined => (text === undefined ? undefined : next.next().value));
		const runs = [before, after].some((side) => side !== undefined && side.steps.length > 0);
		return runs ? [[path, workflowEffects(before, after)]] : [];
	});
}

/** Whether the name stands in it. Base decides by what it is, so a change cannot hide that it stood there. */
function mayRunUs({ base, head }: Texts, own: boolean): boolean {
	return [base, head].some((text) => text !== undefined && (/groundwire/i.test(text) || (own && text.includes('./'))));
}

/** In the repository of an action, `uses: ./` is that action. */
async function isOwnAction(material: Material): Promise<boolean> {
	for (const path of ['action.yml', 'action.yaml']) {
		if (/^name:.*groundwire/im.test((await textAt(material, 'base', path as RepoPath)) ?? '')) return true;
	}
	return false;
}
