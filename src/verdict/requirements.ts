import type { ChangedFile, Provenance } from '../change/change.ts';
import type { BlockThreshold, Config } from '../config/config.ts';
import type { Finding } from '../finding/finding.ts';
import { type Asked, needOfFinding, needsOfChange } from './needs.ts';
import type { Requirement } from './people.ts';
import { reaches } from './reaches.ts';

/** What stands between a change and its merge, before anybody has said a word. */
export interface Bar {
	/** Fingerprints of findings that no approval lifts. */
	readonly blocking: ReadonlySet<string>;
	readonly required: readonly Requirement[];
}

/** What is asked of a change and who asks. All of it comes from base, but for the findings and the marks of who wrote them. */
export interface Asking {
	readonly findings: readonly Finding[];
	readonly files: readonly ChangedFile[];
	readonly provenance: Provenance;
	readonly config: Pick<Config, 'approvals' | 'block' | 'environments'>;
}

/** Is it a finding of this change? Existing, suppressed and waived ones need nothing. */
export function isNew({ state }: Pick<Finding, 'state'>): boolean {
	return state === 'introduced' || state === 'removed' || state === 'pending';
}

/** Where nobody is asked: new findings at or above the threshold block. */
export function barByThreshold(findings: readonly Finding[], block: BlockThreshold): Bar {
	return { blocking: new Set(findings.filter((finding) => isNew(finding) && reaches(finding, block)).map(({ fingerprint }) => fingerprint)), required: [] };
}

/** What each finding of the change needs, and the change as a whole; like needs are one requirement. */
export function barOf({ findings, files, provenance, config }: Asking): Bar {
	const blocking = new Set<string>();
	const groups = new Map<string, { readonly asked: Asked; readonly findings: Finding[] }>();
	for (const finding of findings.filter(isNew)) {
		const { block, asked } = needOfFinding(finding, config, provenance);
		if (block) blocking.add(finding.fingerprint);
		// Approvals do nothing for what only a waiver lifts. A suppression that the change brings is agreed to, and then they count.
		if (block && finding.state !== 'pending') continue;
		for (const one of asked) {
			const group = groups.get(one.id) ?? { asked: one, findings: [] };
			group.findings.push(finding);
			groups.set(one.id, group);
		}
	}
	const ofFindings = [...groups.values()].map(({ asked, findings: of }) => requirement(asked, subjectOf(of), of.map(({ fingerprint }) => fingerprint)));
	const ofChange = needsOfChange(files, config, provenance).map(({ asked, paths }) => requirement(asked, `changes to ${listed(paths, 'file')}`, []));
	return { blocking, required: [...ofFindings, ...ofChange] };
}

/** Everything that stands in the way of the merge as long as nobody agrees, by fingerprint. */
export function asksForSomething({ blocking, required }: Bar): (finding: Finding) => boolean {
	const asked = new Set(required.flatMap(({ fingerprints }) => fingerprints));
	return ({ fingerprint }) => blocking.has(fingerprint) || asked.has(fingerprint);
}

/** Requirements by the fingerprints that they name. */
export function byFinding(required: readonly Requirement[]): ReadonlyMap<string, readonly Requirement[]> {
	const found = new Map<string, Requirement[]>();
	for (const one of required) {
		for (const fingerprint of one.fingerprints) {
			const known = found.get(fingerprint);
			if (known === undefined) found.set(fingerprint, [one]);
			else known.push(one);
		}
	}
	return found;
}

function requirement({ id, by, approvals, team }: Asked, subject: string, fingerprints: readonly string[]): Requirement {
	return { id, why: `${approvalsOf({ approvals, ...(team !== undefined && { team }) })} for ${subject} (${by})`, approvals, ...(team !== undefined && { team }), fingerprints: fingerprints.toSorted() };
}

/** `2 approvals`, `1 approval of team `security``. */
export function approvalsOf({ approvals, team }: Pick<Requirement, 'approvals' | 'team'>): string {
	return `${approvals} ${approvals === 1 ? 'approval' : 'approvals'}${team === undefined ? '' : ` of team \`${team}\``}`;
}

function subjectOf(findings: readonly Finding[]): string {
	const [only] = findings;
	const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
	const paths = [...new Set(findings.map(({ location }) => location.path))].sort();
	const count = only !== undefined && findings.length > 1 ? `${findings.length} findings of ` : '';
	return `${count}${listed(rules, 'rule')} on ${listed(paths, 'file')}`;
}

const NAMED = 2;
const LONGEST = 200;

function listed(names: readonly string[], noun: string): string {
	const more = names.length - NAMED;
	const shown = names.slice(0, NAMED).map((name) => `\`${name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name}\``);
	return more > 0 ? `${shown.join(', ')} and ${more} more ${noun}${more === 1 ? '' : 's'}` : shown.join(' and ');
}
