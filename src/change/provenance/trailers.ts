import type { ProvenanceMark } from '../change.ts';
import { agentNamed } from './agent-names.ts';
import { knownIdentity } from './identity.ts';

/** A mark without its place. */
export type Mark = Omit<ProvenanceMark, 'place' | 'commit'>;

interface Trailer {
	readonly value: RegExp;
	readonly mark: Mark;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;
const ANYTHING = /\S/u;

function session(tool: string): Mark {
	return { signal: 'session-trailer', tool, kind: 'session', strength: 'strong' };
}

/** Keys that github.com/entireio/cli writes. */
const ENTIRE = ['checkpoint', 'session', 'agent', 'metadata', 'metadata-task', 'strategy', 'attribution', 'condensation', 'source-ref'];

/** Trailers that one tool alone writes, by key. */
const OWN: Readonly<Record<string, Trailer>> = {
	'claude-session': { value: /^https:\/\/claude\.ai\/code\/session_\w+/u, mark: session('Claude Code') },
	'copilot-session': { value: UUID, mark: session('GitHub Copilot') },
	'agent-logs-url': { value: /^https:\/\/github\.com\/[^/\s]+\/[^/\s]+\/sessions\/\S+/u, mark: session('GitHub Copilot') },
	'amp-thread-id': { value: /^https:\/\/ampcode\.com\/threads\/T-\S+/u, mark: session('Amp') },
	'replit-commit-author': { value: /^(?:Agent|Assistant)$/u, mark: { signal: 'agent-trailer', tool: 'Replit', kind: 'agent', strength: 'strong' } },
	'replit-commit-session-id': { value: UUID, mark: session('Replit') },
	...Object.fromEntries(ENTIRE.map((key) => [`entire-${key}`, { value: ANYTHING, mark: session('Entire') }])),
};

/** Trailers by which people disclose the use of a tool, whatever it is called. */
const DISCLOSURES = new Set(['ai-used-for', 'ai-agent', 'ai-generated-by', 'ai-assisted-by', 'ai-assistant', 'coding-agent', 'co-authored-by-ai']);
const DENIAL = /^(?:no|none|nothing|not? ai|n\/?a|false|-+)\b\.?$/iu;
/** Trailers that say nothing unless their value names a tool. */
const GATED = new Set(['generated-by', 'generated-with', 'made-with', 'agent']);
/** Trailers of people, by what a tool in one of them does. */
const PEOPLE: ReadonlyMap<string, string> = new Map([['co-authored-by', 'co-author'], ['co-developed-by', 'co-author'], ['signed-off-by', 'signed-off-by']]);
const LINE = /^([a-z][a-z-]{2,40})\s*:[ \t]*(\S.*)$/iu;
const PERSON = /^(.*)<([^<>]+)>[^<>]*$/u;

/** The mark of one line of a message. Trailers count wherever they stand: tools do not keep to the last paragraph. */
export function trailerMark(line: string): Mark | undefined {
	const [, key = '', rest = ''] = LINE.exec(line) ?? [];
	const name = key.toLowerCase();
	const mark = markOf(name, rest.trim());
	return mark === undefined ? undefined : { ...mark, evidence: mark.evidence === undefined ? shown(name) : `${shown(name)}: ${mark.evidence}` };
}

/** `Co-authored-by`, `AI-used-for`: a key that the tables know, as it is written. */
function shown(name: string): string {
	return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`.replace(/^Ai-/u, 'AI-').replace(/-ai$/u, '-AI');
}

function markOf(name: string, value: string): Mark | undefined {
	const own = OWN[name];
	if (own !== undefined) return own.value.test(value) ? own.mark : undefined;
	const signal = PEOPLE.get(name);
	if (signal !== undefined) return personMark(value, signal);
	if (name === 'assisted-by') return personMark(value, 'assisted-by', 'assist') ?? namedMark(value, { signal: 'assisted-by', kind: 'assist', strength: 'strong' });
	if (DISCLOSURES.has(name)) return disclosure(value);
	if (name === 'made-with' && /^cursor$/iu.test(value)) return { signal: 'agent-trailer', tool: 'Cursor', kind: 'agent', strength: 'strong' };
	const gated = GATED.has(name) ? namedMark(value, { signal: 'agent-trailer', kind: 'agent', strength: 'weak' }) : undefined;
	// `Agent:` begins many a sentence.
	return name === 'agent' && gated?.tool === 'unspecified' ? undefined : gated;
}

function personMark(value: string, signal: string, kind?: 'assist'): Mark | undefined {
	const [, name, email] = PERSON.exec(value) ?? [];
	if (name === undefined || email === undefined) return undefined;
	const identity = knownIdentity({ name: name.trim(), email });
	// A bot without a language model that is thanked in a trailer has written nothing.
	return identity === undefined || identity.kind === 'automation' ? undefined : { signal, ...identity, ...(kind !== undefined && { kind }) };
}

function namedMark(value: string, mark: Omit<Mark, 'tool'>): Mark | undefined {
	// An address makes it a person, and a known one was found before.
	const agent = value.includes('@') && value.includes('<') ? undefined : agentNamed(value);
	return agent === undefined ? undefined : { ...mark, ...agent };
}

function disclosure(value: string): Mark | undefined {
	return DENIAL.test(value) ? undefined : { signal: 'disclosure-trailer', kind: 'disclosed', strength: 'strong', tool: 'unspecified', ...agentNamed(value) };
}
