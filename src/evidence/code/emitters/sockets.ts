import { ts } from '../../../parse/typescript/compiler.ts';
import type { Emitter } from '../../facts/lifecycle.ts';
import type { CodeContext } from '../context.ts';
import { calleeName, packagesOf, receiver } from '../handling/site.ts';
import { subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { treatmentOfUses } from './treatment.ts';

/** Sockets that a server hands to a callback: `wss.on('connection', (socket) => …)`, `net.createServer((socket) => …)`. */
export function sockets(context: CodeContext): Emitter[] {
	return context.nodesOf(ts.isCallExpression).flatMap((node) => {
		const library = serverOf(node, context);
		const callback = library === undefined ? undefined : node.arguments.find((argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument));
		const parameter = callback?.parameters[library === 'upgrade' ? 1 : 0];
		if (library === undefined || callback === undefined || parameter === undefined || !ts.isIdentifier(parameter.name)) return [];
		return [socketOf(parameter.name, callback, library === 'upgrade' ? 'http' : library, context)];
	});
}

function serverOf(node: ts.CallExpression, context: CodeContext): 'ws' | 'net' | 'upgrade' | undefined {
	const name = calleeName(node);
	if (name === 'createServer') return packagesOf(evaluate(node.expression, context.frame)).includes('node:net') ? 'net' : undefined;
	const [event] = node.arguments;
	const on = receiver(node);
	if ((name !== 'on' && name !== 'once') || on === undefined || event === undefined || !ts.isStringLiteralLike(event) || (event.text !== 'connection' && event.text !== 'upgrade')) return undefined;
	const from = packagesOf(evaluate(on, context.frame));
	// Node takes its own listener off a socket before it hands it over.
	if (event.text === 'upgrade') return from.some((library) => /^node:https?$|^express$|^fastify$/.test(library)) ? 'upgrade' : undefined;
	return from.includes('ws') ? 'ws' : from.includes('node:net') ? 'net' : undefined;
}

function socketOf(name: ts.Identifier, callback: ts.ArrowFunction | ts.FunctionExpression, library: 'ws' | 'net' | 'http', context: CodeContext): Emitter {
	const uses: ts.Identifier[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node) && node.text === name.text && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) uses.push(node);
		ts.forEachChild(node, visit);
	};
	visit(callback.body);
	const { heard, handedTo } = treatmentOfUses(uses, context);
	return {
		at: context.places.at(name),
		subject: subjectOf(name),
		kind: 'socket',
		library,
		name: name.text,
		made: true,
		origin: '',
		brief: false,
		unheard: 'crash',
		errors: heard !== undefined ? 'heard' : handedTo.size > 0 ? 'unknown' : 'absent',
		...(heard !== undefined && heard.getSourceFile() === context.module.sourceFile ? { listener: context.places.at(heard) } : {}),
		handedTo: [...handedTo].sort(),
	};
}
