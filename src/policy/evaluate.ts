import * as opaWasm from '@open-policy-agent/opa-wasm';
import { hostBuiltins, type HostBuiltin } from './host-builtins.ts';

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
	/** The value of an entrypoint, or `undefined`. Throws `PolicyTrap` when the policy failed. */
	evaluate(entrypoint: string, input: unknown): unknown;
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
	readonly opa_wasm_abi_minor_version: { readonly value: number };
}

interface LoadedPolicy {
	readonly entrypoints: Readonly<Record<string, number>>;
	setData(data: unknown): void;
	evaluate(input: unknown, entrypoint: string): unknown;
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
	return {
		missing: [...names.values()].filter((name) => !Object.hasOwn(known, name)),
		setData: (data) => guarded(() => policy.setData(data)),
		evaluate: (entrypoint, input) => firstResult(guarded(() => policy.evaluate(input, entrypoint))),
	};
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

function firstResult(resultSet: unknown): unknown {
	const [first] = Array.isArray(resultSet) ? (resultSet as readonly unknown[]) : [];
	return typeof first === 'object' && first !== null && 'result' in first ? first.result : undefined;
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
