import type { RuleMetadata, Severity } from '../policy.ts';
import type { TeamPackage } from './team-package.ts';

/** A package and the rule that it is. */
export interface TeamRule {
	readonly team: TeamPackage;
	readonly rule: Pick<RuleMetadata, 'id' | 'scope' | 'severity'>;
	/** Its severity is the author's word: a rule's name does not change it. */
	readonly weighed: boolean;
}

/**
 * The dispatching entry of a pack, as that of the built-in policies: one clause a package, tried only when the envelope names its
 * rule. What Conftest's rules give becomes findings here: where a result names no place, the document is the place.
 */
export function teamEntry(rules: readonly TeamRule[]): string {
	const conftest = rules.some(({ team }) => team.conftest.length > 0);
	return `${[head(conftest ? `${BINDINGS} with data.conftest.file as file_of(envelope)` : BINDINGS), ...(conftest ? [CONFTEST] : []), ...rules.map(clauses)].join('\n\n')}\n`;
}

const BINDINGS = 'with input as envelope.input with data.groundwire.selected as envelope.rules with data.groundwire.profile as envelope.profile with data.groundwire.places as envelope.places with data.groundwire.authored as authored';

/** Few builtins: those that Wasm does not answer as OPA does would take the whole pack to OPA's slower evaluator. */
function head(bindings: string): string {
	return `package groundwire.entry

import rego.v1

has_before if {
	some key, _ in input
	key == "before"
}

results contains result if {
	envelope := input
	authored := object.get(envelope, "authored", [])
	not has_before
	some result in judged ${bindings}
}

results contains result if {
	envelope := input
	authored := object.get(envelope, "authored", [])
	has_before
	some result in judged ${bindings} with data.groundwire.before as envelope.before
}`;
}

/** A result without a message is a rule that passed, as for Conftest. */
const CONFTEST = `default file_of(_) := {}

file_of(envelope) := envelope.file

# A function, since its argument may be anything: the compiler knows of some rules that they hold no messages.
values_of(results) := results if is_set(results)

values_of(results) := results if is_array(results)

# A rule that is true, a text or an object instead of holding messages: none of them would be heard.
misfit(value) if {
	value != false
	not is_set(value)
	not is_array(value)
}

objects(value) if is_string(value)

objects(value) if is_object(value)

passed(value) if value == ""

passed(value) if value.msg == ""

default message_of(_) := null

message_of(value) := value if is_string(value)

message_of(value) := value.msg if is_object(value)

default place_of(_) := []

place_of(value) := value.at if is_array(value.at)`;

function clauses({ team, rule, weighed }: TeamRule, index: number): string {
	const id = JSON.stringify(rule.id);
	const raws = team.conftest.map((name) => rawClause(team, name, index, weighed ? rule.severity : undefined));
	const own = team.isOwn ? [`judged contains {"rule": ${id}, "findings": data.${team.path}.findings} if ${id} in data.groundwire.selected`] : [];
	if (raws.length === 0) return own.join('\n\n');
	const exceptions = `excepted_${index} contains name if {\n\tsome names in data.${team.path}.exception\n\tsome name in names\n}`;
	const combined = rule.scope === 'workspace' && !team.isOwn;
	const input = combined ? '\n\tcontents := [{"path": document.path, "contents": document.document} | some document in input.documents]' : '';
	const bound = combined ? ' with input as contents' : '';
	const judged = `judged contains {"rule": ${id}, "findings": findings} if {
	${id} in data.groundwire.selected${input}
	raws := raw_${index}${bound}
	findings := {{"at": place_of(raw.value), "message": message_of(raw.value), "severity": raw.severity, "confidence": "high"} | some raw in raws}
}`;
	const misfits = team.conftest.map(
		(name) => `judged contains {"rule": ${id}, "findings": value} if {
	${id} in data.groundwire.selected${input}
	value := data.${team.path}.${name}${bound}
	misfit(value)
}`,
	);
	return [...own, ...(team.hasExceptions ? [exceptions] : []), ...raws, judged, ...misfits].join('\n\n');
}

function rawClause(team: TeamPackage, name: string, index: number, weight: Severity | undefined): string {
	const [prefix = '', ...rest] = name.split('_');
	const severity = weight ?? (prefix === 'warn' ? 'medium' : 'high');
	return `raw_${index} contains {"severity": "${severity}", "value": value} if {${team.hasExceptions ? `\n\tnot ${JSON.stringify(rest.join('_'))} in excepted_${index}` : ''}
	some value in values_of(data.${team.path}.${name})
	objects(value)
	not passed(value)
}`;
}
