import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { Module } from '../parse/typescript/modules.ts';
import { topLevelNames } from '../parse/typescript/scope.ts';
import type { CodeFix } from './code-editors.ts';

const FROM = 'node:stream/promises';

/** `source.pipe(target);` becomes `await pipeline(source, target);`, with its import. What follows now waits for the end, so a person should look. */
export function usePipeline({ module, node }: CodeFix): readonly Edit[] {
	const call = ts.isCallExpression(node) ? node : ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) ? node.expression : undefined;
	if (call === undefined || !ts.isPropertyAccessExpression(call.expression) || call.arguments.length !== 1) return [];
	const { sourceFile } = module;
	const imported = importEdits(module);
	const [target] = call.arguments;
	if (imported === undefined || target === undefined) return [];
	const text = `await pipeline(${call.expression.expression.getText(sourceFile)}, ${target.getText(sourceFile)})`;
	return [...imported, edit(call.getStart(sourceFile), call.end, text, module)];
}

/** Undefined where the name means something else. */
function importEdits(module: Module): readonly Edit[] | undefined {
	const { sourceFile } = module;
	const imports = sourceFile.statements.filter(ts.isImportDeclaration);
	const [first] = imports;
	if (topLevelNames(sourceFile).has('pipeline')) {
		const own = imports.find(({ moduleSpecifier }) => ts.isStringLiteral(moduleSpecifier) && /^(?:node:)?stream\/promises$/.test(moduleSpecifier.text));
		return own?.importClause?.getText(sourceFile).includes('pipeline') === true ? [] : undefined;
	}
	if (first === undefined) return undefined;
	const quote = first.moduleSpecifier.getText(sourceFile).startsWith('"') ? '"' : "'";
	const end = first.getText(sourceFile).endsWith(';') ? ';' : '';
	const start = first.getStart(sourceFile);
	const lineEnd = sourceFile.text.includes('\r\n') ? '\r\n' : '\n';
	return [edit(start, start, `import { pipeline } from ${quote}${FROM}${quote}${end}${lineEnd}`, module)];
}

function edit(start: number, end: number, text: string, module: Module): Edit {
	const path = asRepoPath(module.path);
	return { path, ...rangeBetween(sourceText(path, module.sourceFile.text), start, end), text, safe: false };
}
