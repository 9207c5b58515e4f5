import { ts } from '../../../parse/typescript/compiler.ts';
import type { Emitter } from '../../facts/lifecycle.ts';
import type { CodeContext } from '../context.ts';
import { calleeName, receiver } from '../handling/site.ts';
import { subjectOf } from '../subject.ts';
import { holderNamed, originOf } from './holders.ts';
import { treatmentOfUses } from './treatment.ts';

/** Calls that say: this is an emitter or a stream. */
const TELLS = /^(?:on|once|addListener|prependListener|pipe)$/;
/** Receivers that are the process, a page or a router, whose errors are no events of an emitter. */
const OTHERS = /^(?:process|window|document|app|router|server|\$\w*|jQuery|Sentry|page|browser|context)$/;

/** What code here listens to without having made it: a request, a socket that was handed in, a field that another method fills. */
export function listenedTo(context: CodeContext, made: readonly Emitter[]): Emitter[] {
	const heardBefore = namesHeardBefore(context);
	if (heardBefore.size === 0 && !/\.(?:on|once|addListener|pipe)\(/.test(context.module.sourceFile.text)) return [];
	const names = new Set(made.map(({ name, subject }) => `${ownerOf(name, subject)} ${name}`));
	const found = new Map<string, Emitter>();
	for (const call of context.nodesOf(ts.isCallExpression)) {
		const on = TELLS.test(calleeName(call) ?? '') ? receiver(call) : undefined;
		if (on === undefined || !isPlain(on)) continue;
		const name = textOf(on, context);
		const subject = subjectOf(call);
		const key = `${ownerOf(name, subject)} ${name}`;
		if (OTHERS.test(name) || names.has(key) || found.has(key)) continue;
		found.set(key, emitterOf(call, on, name, subject, context));
	}
	for (const node of heardBefore.size === 0 ? [] : namesOf(heardBefore, context)) {
		const name = textOf(node, context);
		const subject = subjectOf(node);
		const key = `${ownerOf(name, subject)} ${name}`;
		if (OTHERS.test(name) || names.has(key) || found.has(key)) continue;
		found.set(key, emitterOf(node, node, name, subject, context));
	}
	return [...found.values()];
}

/** What had a listener for `error` at base is an emitter, although nothing may tell so any more. */
function namesHeardBefore({ module }: CodeContext): ReadonlySet<string> {
	const before = module.codebase.textBefore(module.path);
	if (!/['"`]error['"`]/.test(before)) return new Set();
	const heard = before.matchAll(/([\w$][\w$.?!]*?)[?!]?\s*\.(?:on|once|addListener)\(\s*(['"`])error\2/g);
	return new Set([...heard].flatMap(([, name]) => (name === undefined ? [] : [name.replaceAll(/[?!]/g, '')])));
}

/** Places where these names stand: a variable or field that is still used. */
function namesOf(wanted: ReadonlySet<string>, context: CodeContext): ts.Expression[] {
	const plain = context.nodesOf(ts.isIdentifier).filter((node) => wanted.has(node.text) && ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node);
	const members = context.nodesOf(ts.isPropertyAccessExpression).filter((node) => wanted.has(textOf(node, context)));
	return [...plain, ...members];
}

function textOf(node: ts.Node, context: CodeContext): string {
	return node.getText(context.module.sourceFile).replaceAll(/[?!]|\s/g, '');
}

/** A field belongs to its class, a variable to its function. */
function ownerOf(name: string, subject: string): string {
	return name.startsWith('this.') ? (subject.split('.')[0] ?? '') : subject;
}

/** `a`, `a.b`, `this.a.b?.c`: a place that the code can name again. */
function isPlain(node: ts.Expression): boolean {
	if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node)) return isPlain(node.expression);
	return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword || (ts.isPropertyAccessExpression(node) && isPlain(node.expression));
}

function emitterOf(call: ts.Expression, on: ts.Expression, name: string, subject: string, context: CodeContext): Emitter {
	const holder = ts.isIdentifier(on) || ts.isPropertyAccessExpression(on) ? holderNamed(on, context) : undefined;
	const { heard, handedTo } = treatmentOfUses(holder?.uses ?? sameText(name, subject, context), context);
	const here = heard !== undefined && heard.getSourceFile() === context.module.sourceFile;
	return {
		at: context.places.at(call, ts.isCallExpression(call) ? call.expression : call),
		subject,
		kind: 'other',
		library: '',
		name,
		made: false,
		origin: holder === undefined ? '' : originOf(holder, context),
		brief: false,
		unheard: 'unknown',
		errors: heard !== undefined ? 'heard' : 'unknown',
		...(here ? { listener: context.places.at(ts.isExpressionStatement(heard.parent) ? heard.parent : heard) } : {}),
		handedTo: [...handedTo].sort(),
	};
}

/** `ctx.req.raw` is the same thing wherever its function, or its class, writes it. */
function sameText(name: string, subject: string, context: CodeContext): ts.Expression[] {
	const owner = ownerOf(name, subject);
	return context.nodesOf(ts.isPropertyAccessExpression).filter((node) => {
		if (!name.endsWith(`.${node.name.text}`) || node.getText(context.module.sourceFile).replaceAll(/[?!]|\s/g, '') !== name) return false;
		const within = subjectOf(node);
		return name.startsWith('this.') ? within.split('.')[0] === owner : within === owner || within.startsWith(`${owner}.`);
	});
}
