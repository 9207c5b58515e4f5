import * as opaWasm from '@open-policy-agent/opa-wasm';
import { hostBuiltins, type HostBuiltin } from './host-builtins.ts';
import { jsonText } from './json-text.ts';
import { readRegoTerm, type RegoTerm, termValue } from './rego-terms.ts';

const PAGE_BYTES = 65_536;
/** Room for the module's own data before the first growth; pages that are never touched cost nothing. */
const INITIAL_BYTES = 16_777_216;

/** Where an instance's memory and clock come from. */
export interface PolicyHost {
	/** The most memory the module may take; past it an evaluation fails. */
	readonly maxBytes: number;
	/** Milliseconds since the epoch: what `time.now_ns` answers. */
	readonly startedAt: number;
}

/** An instance of compiled policies. After a failed evaluation it must be thrown away: its memory may be damaged. */
export interface PolicyInstance {
	/** Sets `data`. */
	setData(data: unknown): void;
	/** The value of an entrypoint, sets as arrays in OPA's order, or `undefined`. Throws `PolicyTrap` when the policy failed. */
	evaluate(entrypoint: string, input: unknown): unknown;
	/** The same, as OPA writes it: numbers keep their digits and sets are apart from arrays. */
	evaluateTerm(entrypoint: string, input: unknown): RegoTerm | undefined;
	/** Names of the builtins that the module asks for and the host does not have. */
	readonly missing: readonly string[];
}

/** A policy did not come to an answer: it aborted, ran out of memory, or asked for a builtin that is not there. */
export class PolicyTrap extends Error {}

/** What of the module's exports we call ourselves; the rest is opa-wasm's business. */
interface Exports {
	readonly builtins: () => number;
	readonly opa_value_dump: (value: number) => number;
	readonly opa_malloc: (size: number) => number;
	readonly opa_json_parse: (address: number, size: number) => number;
	readonly opa_json_dump: (value: number) => number;
	/** The result's text at an address; `asValue`: as OPA writes values, which keeps sets apart from arrays. */
	readonly opa_eval: (reserved: 0, entrypoint: number, data: number, input: number, inputLength: number, heap: number, asValue: 0 | 1) => number;
	readonly opa_wasm_abi_minor_version: { readonly value: number };
}

interface LoadedPolicy {
	readonly entrypoints: Readonly<Record<string, number>>;
	readonly dataAddr: number;
	readonly dataHeapPtr: number;
	setData(data: unknown): void;
}

type LoadedPolicyClass = new (instance: { readonly instance: WebAssembly.Instance }, memory: WebAssembly.Memory, minor: number) => LoadedPolicy;

/** Instantiates compiled policies. The library's own loader is not used: its builtins win over ours, and it prints to stdout. */
export function loadPolicy(module: WebAssembly.Module, host: PolicyHost): PolicyInstance {
	const maximum = Math.floor(host.maxBytes / PAGE_BYTES);
	const memory = new WebAssembly.Memory({ initial: Math.min(INITIAL_BYTES / PAGE_BYTES, maximum), maximum });
	const instance = guarded(() => new WebAssembly.Instance(module, { env: { memory, ...imports(memory, host, () => ({ exports, names })) } }));
	const exports = instance.exports as unknown as Exports;
	const names = builtinNames(exports, memory);
	const Policy = (opaWasm as unknown as { readonly default: { readonly LoadedPolicy: LoadedPolicyClass } }).default.LoadedPolicy;
	const policy = guarded(() => new Policy({ instance }, memory, exports.opa_wasm_abi_minor_version.value));
	const known = hostBuiltins(host.startedAt);
	const evaluateTerm = (entrypoint: string, input: unknown): RegoTerm | undefined => guarded(() => evaluateOnce({ policy, exports, memory }, entrypoint, input));
	return {
		missing: [...names.values()].filter((name) => !Object.hasOwn(known, name)),
		setData: (data) => guarded(() => policy.setData(new TextEncoder().encode(jsonText(data)).buffer)),
		evaluateTerm,
		evaluate: (entrypoint, input) => {
			const term = evaluateTerm(entrypoint, input);
			return term === undefined ? undefined : guarded(() => termValue(term));
		},
	};
}

interface Loaded {
	readonly policy: LoadedPolicy;
	readonly exports: Exports;
	readonly memory: WebAssembly.Memory;
}

/** The library's own `evaluate` answers in JSON, where a set is an array in the order of its hashes, and takes `false` for no input. */
function evaluateOnce({ policy, exports, memory }: Loaded, entrypoint: string, input: unknown): RegoTerm | undefined {
	const id = Object.hasOwn(policy.entrypoints, entrypoint) ? policy.entrypoints[entrypoint] : undefined;
	if (id === undefined) throw new PolicyTrap(`there is no entrypoint ${entrypoint}`);
	const text = Buffer.from(input === undefined ? '' : jsonText(input), 'utf8');
	const heap = policy.dataHeapPtr;
	const missing = heap + text.length - memory.buffer.byteLength;
	if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
	new Uint8Array(memory.buffer).set(text, heap);
	const address = exports.opa_eval(0, id, policy.dataAddr, text.length === 0 ? 0 : heap, text.length, heap + text.length, 1);
	return firstResult(readRegoTerm(readText(memory, address)));
}

/** opa-wasm throws strings; a trap is a RuntimeError; a memory that cannot grow a RangeError. All are the policy's failure. */
function guarded<T>(action: () => T): T {
	try {
		return action();
	} catch (error) {
		if (error instanceof PolicyTrap) throw error;
		throw new PolicyTrap(error instanceof Error ? error.message : String(error), { cause: error });
	}
}

/** A result set is a set of objects; an undefined entrypoint gives an empty one. */
function firstResult(resultSet: RegoTerm): RegoTerm | undefined {
	const [first] = resultSet.kind === 'set' ? resultSet.items : [];
	return first?.kind === 'object' ? first.items.find(([key]) => key.kind === 'string' && key.text === 'result')?.[1] : undefined;
}

interface Linked {
	readonly exports: Exports;
	readonly names: ReadonlyMap<number, string>;
}

/** What a module imports. `linked` is asked only during an evaluation, when the instance exists. */
function imports(memory: WebAssembly.Memory, host: PolicyHost, linked: () => Linked): Record<string, (...args: number[]) => unknown> {
	const builtins = hostBuiltins(host.startedAt);
	const call = (id: number, _context: number, ...args: readonly number[]): number => {
		const { exports, names } = linked();
		const name = names.get(id) ?? String(id);
		const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
		if (builtin === undefined) throw new PolicyTrap(`the builtin ${name} is not available`);
		return answer(builtin, args, exports, memory);
	};
	return {
		opa_abort: (address) => {
			throw new PolicyTrap(readText(memory, address ?? 0));
		},
		// print() is for tests; standard output belongs to whoever evaluates.
		opa_println: () => undefined,
		opa_builtin0: call,
		opa_builtin1: call,
		opa_builtin2: call,
		opa_builtin3: call,
		opa_builtin4: call,
	};
}

function answer(builtin: HostBuiltin, args: readonly number[], exports: Exports, memory: WebAssembly.Memory): number {
	const dump = builtin.takes === 'json' ? exports.opa_json_dump : exports.opa_value_dump;
	const text = builtin.call(...args.map((value) => readText(memory, dump(value))));
	if (text === undefined) return 0;
	const bytes = Buffer.from(text, 'utf8');
	const address = exports.opa_malloc(bytes.length);
	new Uint8Array(memory.buffer).set(bytes, address);
	return exports.opa_json_parse(address, bytes.length);
}

function builtinNames(exports: Exports, memory: WebAssembly.Memory): ReadonlyMap<number, string> {
	const ids = JSON.parse(readText(memory, exports.opa_json_dump(exports.builtins()))) as Readonly<Record<string, number>>;
	return new Map(Object.entries(ids).map(([name, id]) => [id, name]));
}

/** A text of the module ends with a zero. */
function readText(memory: WebAssembly.Memory, address: number): string {
	const bytes = Buffer.from(memory.buffer);
	return bytes.toString('utf8', address, bytes.indexOf(0, address));
}
