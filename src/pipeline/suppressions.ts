import type { PathFilter } from '../config/selection.ts';
import type { Config } from '../config/config.ts';
import { type UnusedSuppression, unusedSuppressions } from '../finding/suppression-use.ts';
import type { RepoPath } from '../change/change.ts';
import type { RuleMetadata } from '../policy/policy.ts';
import { speaksAbout } from './addressed.ts';
import { suppressionsOf } from './assembling.ts';
import type { Evidence } from './gather.ts';
import type { Judgements } from './judging.ts';
import { locate } from './locating.ts';
import type { Material } from './material.ts';

export interface SuppressionRun {
	readonly material: Material;
	readonly judgements: Judgements;
	readonly evidence: Evidence;
	readonly config: Config;
	readonly filter: PathFilter;
	/** The rules that were asked. */
	readonly asked: readonly RuleMetadata[];
	/** The ids of all rules; absent where a pack could not be used. */
	readonly known?: readonly string[];
}

/** Comments of the changed files, or of all files of a scan, that silence nothing although their rule judged the file. */
export function findUnused(run: SuppressionRun): readonly UnusedSuppression[] {
	const { material, judgements, evidence, config, asked, known } = run;
	const changed = new Set(material.change.files.flatMap(({ after }) => after?.path ?? []));
	const suppressions = new Map([...suppressionsOf(evidence, 'head')].filter(([path, { length }]) => length > 0 && changed.has(path)));
	if (suppressions.size === 0 || judgements.withoutPast === undefined) return [];
	const objected = [...judgements.objections, ...judgements.withoutPast]
		.filter(({ side }) => side === 'head')
		.map((objection) => locate(objection, material.change, config))
		.map(({ rule, path, range }) => ({ rule, path, line: range.startLine }));
	const byId = new Map(asked.map((rule) => [String(rule.id), rule]));
	const ran = (id: string, path: RepoPath): boolean => {
		const rule = byId.get(id);
		return rule !== undefined && hasJudged(rule, path, run);
	};
	return unusedSuppressions({ suppressions, objected, ran, ...(known !== undefined && { known }) });
}

/** Only of a file that was read whole, and judged by nobody who failed. */
function hasJudged(rule: RuleMetadata, path: RepoPath, { evidence, filter, judgements }: SuppressionRun): boolean {
	const file = evidence.head.get(path);
	if (file === undefined || file.kind === 'unread' || file.notAnalysed.length > 0) return false;
	if (!filter.covers(rule.id, path) || filter.isIgnored(path)) return false;
	if (judgements.failures.length > 0 || evidence.notAnalysed.some((entry) => entry.path === path)) return false;
	if (rule.scope === 'file') return file.kind === 'code';
	if (rule.scope === 'change' || file.kind !== 'documents') return false;
	// What stands in another file of the workspace may be what a rule would object to.
	if (rule.scope === 'workspace' && evidence.notAnalysed.length > 0) return false;
	return file.documents.some(({ platform }) => speaksAbout(rule, platform));
}
