import { ts } from '../../../parse/typescript/compiler.ts';
import type { BlockingCall } from '../../facts/concurrency.ts';
import type { CodeContext } from '../context.ts';
import { entryOf } from '../handling/entry.ts';
import { packagesOf } from '../handling/site.ts';
import { enclosingFunction, subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';

/** Functions that stop the process until they are done. Source: https://nodejs.org/api/ of each module; READMEs of bcrypt and bcryptjs. */
const FAMILIES: readonly { readonly family: BlockingCall['family']; readonly names: RegExp; readonly from: RegExp }[] = [
	{ family: 'probe', names: /^(?:exists|access|stat|lstat|realpath)Sync$/, from: /^(?:node:fs|fs-extra|graceful-fs)$/ },
	{ family: 'file', names: /^(?:readFile|writeFile|appendFile|copyFile|cp|rm|rmdir|unlink|mkdir|mkdtemp|readdir|rename|truncate|symlink|readlink|chmod|chown|utimes|open|close|read|write|fsync|opendir|readJson|writeJson|outputFile|copy|remove|move|emptyDir|ensureDir)Sync$/, from: /^(?:node:fs|fs-extra|graceful-fs)$/ },
	{ family: 'hash', names: /^(?:scrypt|pbkdf2|generateKeyPair|generatePrime|checkPrime)Sync$/, from: /^node:crypto$/ },
	{ family: 'hash', names: /^(?:hash|compare|genSalt)Sync$/, from: /^(?:bcrypt|bcryptjs|@node-rs\/bcrypt|@node-rs\/argon2|argon2)$/ },
	{ family: 'process', names: /^(?:exec|execFile|spawn)Sync$/, from: /^(?:node:child_process|cross-spawn)$/ },
	{ family: 'process', names: /^(?:execaSync|execaCommandSync|sync)$/, from: /^(?:execa|cross-spawn)$/ },
	{ family: 'compression', names: /^(?:gzip|gunzip|deflate|inflate|deflateRaw|inflateRaw|brotliCompress|brotliDecompress|unzip|zstdCompress|zstdDecompress)Sync$/, from: /^node:zlib$/ },
];
const CANDIDATE = /Sync\b|Atomics\.wait\b/;
/** Functions that run when the process starts, by their names. */
const START = /^(?:constructor|init\w*|setup\w*|bootstrap\w*|configure\w*|register\w*|start\w*|load\w*|main|onModuleInit|build\w*Config|createServer|createApp)$/;

/** The `blockingCalls` of a file. */
export function blockingCalls(context: CodeContext): BlockingCall[] {
	if (!CANDIDATE.test(context.module.sourceFile.text)) return [];
	return context.nodesOf(ts.isCallExpression).flatMap((call) => blockingCall(call, context) ?? []);
}

function blockingCall(call: ts.CallExpression, context: CodeContext): BlockingCall | undefined {
	const name = nameOf(call.expression);
	const family = familyOf(call, name, context);
	if (family === undefined) return undefined;
	const entry = entryOf(call, context);
	return {
		at: context.places.at(call, call.expression),
		subject: subjectOf(call),
		...(entry === undefined ? {} : { entry }),
		name: name === 'wait' ? 'Atomics.wait' : name,
		family,
		when: whenOf(call, entry),
	};
}

function nameOf(callee: ts.Expression): string {
	if (ts.isIdentifier(callee)) return callee.text;
	return ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
}

function familyOf(call: ts.CallExpression, name: string, context: CodeContext): BlockingCall['family'] | undefined {
	if (name === 'wait') return call.expression.getText() === 'Atomics.wait' ? 'wait' : undefined;
	const rows = FAMILIES.filter(({ names }) => names.test(name));
	if (rows.length === 0) return undefined;
	const packages = packagesOf(evaluate(call.expression, context.frame));
	return rows.find(({ from }) => packages.some((from_) => from.test(from_)))?.family;
}

function whenOf(call: ts.CallExpression, entry: string | undefined): BlockingCall['when'] {
	if (isKept(call)) return 'start';
	const around = enclosingFunction(call);
	if (around === undefined) return 'start';
	if (entry !== undefined) return 'request';
	const subject = subjectOf(call).split('.').at(-1) ?? '';
	return START.test(subject) ? 'start' : 'unknown';
}

/** `template ??= readFileSync(…)`, `if (!template) template = readFileSync(…)`: once, then never again. */
function isKept(call: ts.CallExpression): boolean {
	for (let node: ts.Node = call; !ts.isStatement(node); node = node.parent) {
		if (ts.isBinaryExpression(node.parent) && [ts.SyntaxKind.QuestionQuestionEqualsToken, ts.SyntaxKind.BarBarEqualsToken].includes(node.parent.operatorToken.kind)) return true;
	}
	const assigned = ts.findAncestor(call, (node): node is ts.BinaryExpression => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken);
	const condition = ts.findAncestor(call, ts.isIfStatement)?.expression.getText();
	return assigned !== undefined && condition?.includes(assigned.left.getText()) === true;
}
