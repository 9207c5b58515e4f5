/**
 * Importing this module takes the network away from the process, as far as JavaScript can: modules that open sockets are
 * refused by the loader, and the globals that do so are removed. Node's permission model does not cut the network; where the
 * system allows it, the process also runs in a network namespace of its own (child-process.ts).
 *
 * Import it before anything else.
 */
import { createRequire, registerHooks } from 'node:module';

const REFUSED: ReadonlySet<string> = new Set([
	'net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'quic', 'inspector', 'inspector/promises',
	'child_process', 'cluster', 'worker_threads', '_http_client', '_http_server', '_http_agent', '_tls_wrap', '_tls_common',
]);
const GLOBALS = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'] as const;

function refuse(specifier: string): void {
	const name = specifier.replace(/^node:/, '');
	if (REFUSED.has(name)) throw new Error(`this process has no network: ${name} is refused`);
}

registerHooks({
	resolve(specifier, context, next) {
		refuse(specifier);
		return next(specifier, context);
	},
});

const builtin = process.getBuiltinModule.bind(process);
Object.defineProperties(process, {
	getBuiltinModule: {
		value: (name: string) => {
			refuse(name);
			return builtin(name);
		},
	},
	// The old doors to the same sockets.
	binding: { value: refuseBinding },
	_linkedBinding: { value: refuseBinding },
});
for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name);

function refuseBinding(name: string): never {
	throw new Error(`this process has no network: binding ${name} is refused`);
}

// The hook sees what is required, too; a Node where it does not is not fit for this process.
try {
	createRequire(import.meta.url)('node:net');
	throw new TypeError('this Node lets a module past its loader hooks');
} catch (error) {
	if (error instanceof TypeError) throw error;
}
