import { ts } from '../../../parse/typescript/compiler.ts';
import type { Deadline } from '../../facts.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { shapeOf } from '../value/object-shape.ts';
import { type Frame, type Value, alternatives, qualifiedName } from '../value/value.ts';
import { GRPC_CALL_BOUND, GRPC_CLIENT_DELEGATES, GRPC_CREDENTIALS, GRPC_LOCAL } from '../clients/grpc.ts';
import { ABSENT, UNKNOWN_DEADLINE, openDeadline, strongest } from './judgement.ts';

/** The deadline of a method call on a generated gRPC client; undefined for anything else. */
export function grpcCall(call: ts.CallExpression, frame: Frame): Deadline | undefined {
	const callee = call.expression;
	if (!ts.isPropertyAccessExpression(callee) || GRPC_LOCAL.has(callee.name.text) || call.arguments.length === 0) return undefined;
	const client = alternatives(evaluate(callee.expression, deeper(frame))).find(isGrpcClient);
	if (client === undefined || client.kind !== 'instance') return undefined;
	const settings = client.call.arguments?.[2];
	const fromClient = settings === undefined ? ABSENT : clientDeadline(evaluate(settings, deeper(client.frame)));
	return strongest([fromClient, ...call.arguments.slice(1).map((argument) => callOption(argument, frame))]);
}

/** `new Service(address, credentials.createInsecure())`. */
function isGrpcClient(value: Value): boolean {
	if (value.kind !== 'instance') return false;
	const credentials = value.call.arguments?.[1];
	if (credentials === undefined) return false;
	const made = evaluate(credentials, deeper(value.frame));
	return alternatives(made).some((option) => option.kind === 'result' && GRPC_CREDENTIALS.test(qualifiedName(option.of) ?? ''));
}

function clientDeadline(settings: Value): Deadline {
	if (settings.kind !== 'object') return UNKNOWN_DEADLINE;
	const { entries, open } = shapeOf(settings);
	return [...entries.keys()].some((name) => GRPC_CLIENT_DELEGATES.has(name)) ? UNKNOWN_DEADLINE : strongest(open.map(openDeadline));
}

function callOption(argument: ts.Expression, frame: Frame): Deadline {
	const value = evaluate(argument, deeper(frame));
	if (value.kind === 'object') {
		const { entries, open } = shapeOf(value);
		return entries.has(GRPC_CALL_BOUND) ? { state: 'literal' } : strongest(open.map(openDeadline));
	}
	// A callback or metadata says nothing; what cannot be read may be call options.
	const plain = value.kind === 'function' || value.kind === 'literal' || (value.kind === 'instance' && (qualifiedName(value.of) ?? '').endsWith('Metadata'));
	return plain ? ABSENT : openDeadline(value);
}
