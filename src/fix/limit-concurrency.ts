import { mappingsIn } from '../evidence/code/fan-outs/elements.ts';
import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { Module } from '../parse/typescript/modules.ts';
import { declarationOf } from '../parse/typescript/scope.ts';
import type { CodeFix } from './code-editors.ts';

/** Enough to hide the wait for one answer behind the others, few enough for a pool of ten connections. */
const AT_A_TIME = 5;

/** Puts the work for each element behind a limit of `p-limit`, which the package already depends on. */
export function limitConcurrency({ module, node }: CodeFix): readonly Edit[] {
	const [argument] = ts.isCallExpression(node) ? node.arguments : [];
	const [mapping, ...others] = argument === undefined ? [] : mappingsIn(argument);
	if (mapping === undefined || others.length > 0 || !ts.isArrowFunction(mapping.each)) return [];
	const holder = ts.findAncestor(node, ts.isStatement);
	const imported = limiterName(module);
	if (holder === undefined || !ts.isBlock(holder.parent) || declarationOf('limit', node) !== undefined) return [];
	const wrapped = wrap(mapping.each, module);
	if (wrapped === undefined) return [];
	const declared = before(holder, `const limit = ${imported.name}(${AT_A_TIME});`, module);
	return [...imported.edits, declared, wrapped];
}

interface Imported {
	readonly name: string;
	readonly edits: readonly Edit[];
}

function limiterName(module: Module): Imported {
	const { sourceFile } = module;
	const imports = sourceFile.statements.filter(ts.isImportDeclaration);
	const own = imports.find(({ moduleSpecifier }) => ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === 'p-limit');
	const name = own?.importClause?.name?.text;
	if (name !== undefined) return { name, edits: [] };
	const [first] = imports;
	const quote = first?.moduleSpecifier.getText(sourceFile).startsWith('"') === true ? '"' : "'";
	const end = first === undefined || first.getText(sourceFile).endsWith(';') ? ';' : '';
	const start = first?.getStart(sourceFile) ?? 0;
	return { name: 'pLimit', edits: [edit(start, start, `import pLimit from ${quote}p-limit${quote}${end}${lineEnd(module)}`, module)] };
}

/** `(row) => send(row)` becomes `(row) => limit(() => send(row))`; `async (row) => { … }` becomes `(row) => limit(async () => { … })`. */
function wrap(each: ts.ArrowFunction, module: Module): Edit | undefined {
	const { sourceFile } = module;
	const { text } = sourceFile;
	const async = (each.modifiers ?? []).find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
	if (each.type !== undefined || each.parameters.some(({ initializer }) => initializer !== undefined)) return undefined;
	const start = each.getStart(sourceFile);
	const head = text.slice(async === undefined ? start : async.end, each.body.getStart(sourceFile)).trimStart();
	return edit(start, each.end, `${head}limit(${async === undefined ? '' : 'async '}() => ${each.body.getText(sourceFile)})`, module);
}

function before(statement: ts.Statement, line: string, module: Module): Edit {
	const start = statement.getStart(module.sourceFile);
	const { text } = module.sourceFile;
	const indent = /^[\t ]*/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1))?.[0] ?? '';
	return edit(start, start, `${line}${lineEnd(module)}${indent}`, module);
}

function lineEnd({ sourceFile }: Module): string {
	return sourceFile.text.includes('\r\n') ? '\r\n' : '\n';
}

/** How many at a time is for the reader to say. */
function edit(start: number, end: number, text: string, module: Module): Edit {
	const path = asRepoPath(module.path);
	return { path, ...rangeBetween(sourceText(path, module.sourceFile.text), start, end), text, safe: false };
}
