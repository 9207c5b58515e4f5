import type { AuthoredPlace, RuleMetadata } from './policy.ts';

/** The one entrypoint of the built-in policies. */
export const ENTRYPOINT = 'groundwire/entry/results';
/** The generated module's name, as it stands in errors. */
export const ENTRY_PATH = 'generated/entry.rego';

/** What the entry is given as `input`. `before` is left out where there is none, so that `data.groundwire.before` is undefined. */
export interface Envelope {
	readonly rules: readonly string[];
	readonly input: unknown;
	readonly before?: unknown;
	readonly profile: unknown;
	readonly places: readonly string[];
	/** Absent: nothing is known of who wrote it. */
	readonly authored?: readonly AuthoredPlace[];
	/** What Conftest calls `data.conftest.file`. */
	readonly file?: { readonly name: string; readonly dir: string };
}

/** What the entry answers: one element a rule that was asked for and has something to object to. */
export interface RuleResult {
	readonly rule: string;
	readonly findings: unknown;
}

/**
 * The dispatching entry: one clause a rule, tried only when the envelope names the rule. An entry for each rule would make the
 * host parse the input once a rule. `with` is written once for all rules, or the compiler would compile each of them anew.
 * Which rules are named is made a set once, not looked for in the list by each clause, and a rule without findings costs no element.
 */
export function entryModule(rules: readonly Pick<RuleMetadata, 'id' | 'package'>[]): string {
	const clauses = rules.map((rule) => {
		const id = JSON.stringify(rule.id);
		return `judged contains {"rule": ${id}, "findings": findings} if {\n\tdata.groundwire.selected[${id}]\n\tfindings := data.${rule.package}.findings\n\tfindings != set()\n}`;
	});
	return `package groundwire.entry

selected[rule] := true if some rule in input.rules

results contains result if {
	not "before" in object.keys(input)
	authored := object.get(input, "authored", [])
	some result in judged with input as input.input with data.groundwire.selected as selected with data.groundwire.profile as input.profile with data.groundwire.places as input.places with data.groundwire.authored as authored
}

results contains result if {
	"before" in object.keys(input)
	authored := object.get(input, "authored", [])
	some result in judged with input as input.input with data.groundwire.selected as selected with data.groundwire.profile as input.profile with data.groundwire.places as input.places with data.groundwire.authored as authored with data.groundwire.before as input.before
}

${clauses.join('\n\n')}
`;
}
