import type { RepoPath, Side } from '../change/change.ts';
import { BASELINE_PATH } from '../finding/baseline.ts';
import { ownerEffects } from '../verdict/guardrails/code-owners.ts';
import { type Effect, weakens } from '../verdict/guardrails/effect.ts';
import { CODE_OWNERS, isWorkflowPath } from '../verdict/guardrails/kinds.ts';
import type { GuardrailReader } from './guardrail-reader.ts';
import type { GuardrailsInForce } from './guardrails.ts';
import { directoryAt, entryAt, type Material, textAt } from './material.ts';

const MOST_WORKFLOWS = 100;

/** Who must be asked about the guardrails of Groundwire, before and after. */
export async function codeOwnerChange(inForce: GuardrailsInForce, read: GuardrailReader): Promise<readonly Effect[]> {
	const { material } = inForce;
	const paths = await guardedPaths(inForce);
	const texts = [await ownersFile(material, 'base'), await ownersFile(material, 'head')];
	const found = await read({ type: 'code-owners', texts, paths });
	const [before, after] = found ?? [];
	return before === undefined || after === undefined ? [weakens('could not be read in time: nobody can tell who would have to be asked')] : ownerEffects(paths, before, after);
}

/** The first that there is, as GitHub takes it. */
async function ownersFile(material: Material, side: Side): Promise<string> {
	for (const path of CODE_OWNERS) {
		const text = await textAt(material, side, path as RepoPath);
		if (text !== undefined) return text;
	}
	return '';
}

async function guardedPaths({ material, configPath, packs }: GuardrailsInForce): Promise<readonly string[]> {
	const workflows = [...(await directoryAt(material, 'base', '.github/workflows')).keys()].map((name) => `.github/workflows/${name}`).filter(isWorkflowPath);
	const ours: string[] = [];
	for (const path of workflows.slice(0, MOST_WORKFLOWS)) if (/groundwire/i.test((await textAt(material, 'base', path as RepoPath)) ?? '')) ours.push(path);
	const standing: string[] = [];
	for (const path of [configPath, BASELINE_PATH, ...CODE_OWNERS]) if ((await entryAt(material, 'base', path)) !== undefined) standing.push(path);
	return [...standing, ...packs.flatMap(({ pack: { sources } }) => Object.keys(sources.modules).filter((_, index) => index < 1)), ...ours];
}
