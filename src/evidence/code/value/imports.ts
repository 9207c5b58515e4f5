import { ts } from '../../../parse/typescript/compiler.ts';
import type { Module, Resolution } from '../../../parse/typescript/modules.ts';
import { declarationOf, topLevelNames } from '../../../parse/typescript/scope.ts';
import { declarationValue, evaluate } from './evaluate.ts';
import { type Frame, UNKNOWN, type Value } from './value.ts';

/** What an import binds. */
export function importValue(declaration: ts.ImportClause | ts.ImportSpecifier | ts.NamespaceImport | ts.ImportEqualsDeclaration, frame: Frame): Value {
	const specifier = specifierOf(declaration);
	if (specifier === undefined) return UNKNOWN;
	const target = frame.module.codebase.resolve(frame.module, specifier);
	if (ts.isNamespaceImport(declaration) || ts.isImportEqualsDeclaration(declaration)) return wholeModule(target);
	return exported(target, ts.isImportClause(declaration) ? 'default' : (declaration.propertyName ?? declaration.name).text, frame);
}

/** `require('x')` and `await import('x')`; undefined when the call is neither. */
export function requireValue(node: ts.CallExpression, frame: Frame): Value | undefined {
	const [argument] = node.arguments;
	if (argument === undefined || !ts.isStringLiteralLike(argument) || node.arguments.length !== 1) return undefined;
	const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
	const required = ts.isIdentifier(node.expression) && node.expression.text === 'require' && declarationOf('require', node) === undefined;
	return dynamic || required ? wholeModule(frame.module.codebase.resolve(frame.module, argument.text)) : undefined;
}

function specifierOf(declaration: ts.ImportClause | ts.ImportSpecifier | ts.NamespaceImport | ts.ImportEqualsDeclaration): string | undefined {
	if (ts.isImportEqualsDeclaration(declaration)) {
		const reference = declaration.moduleReference;
		return ts.isExternalModuleReference(reference) && ts.isStringLiteral(reference.expression) ? reference.expression.text : undefined;
	}
	let node: ts.Node = declaration;
	while (!ts.isImportDeclaration(node)) node = node.parent;
	return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
}

function wholeModule(target: Resolution): Value {
	if (target.kind === 'module') return { kind: 'namespace', module: target.module };
	return target.kind === 'package' ? { kind: 'package', name: packageName(target), path: [] } : UNKNOWN;
}

function exported(target: Resolution, name: string, frame: Frame): Value {
	if (target.kind === 'module') return exportOf(target.module, name, frame);
	return target.kind === 'package' ? { kind: 'package', name: packageName(target), path: [name] } : UNKNOWN;
}

function packageName({ name, subpath }: { readonly name: string; readonly subpath: string }): string {
	return subpath === '' ? name : `${name}/${subpath}`;
}

/** An export of a module of the repository, through re-exports. */
export function exportOf(module: Module, name: string, frame: Frame): Value {
	const inner: Frame = { module, depth: frame.depth + 1 };
	if (inner.depth > 12) return UNKNOWN;
	for (const statement of module.sourceFile.statements) {
		const value = ts.isExportAssignment(statement)
			? exportAssignment(statement, name, inner)
			: ts.isExportDeclaration(statement)
				? exportDeclaration(statement, name, inner)
				: ts.isExpressionStatement(statement)
					? commonJsExport(statement.expression, name, inner)
					: exportedDeclaration(statement, name, inner);
		if (value !== undefined) return value;
	}
	return starExports(module, name, inner);
}

function exportAssignment(statement: ts.ExportAssignment, name: string, frame: Frame): Value | undefined {
	return name === 'default' || statement.isExportEquals === true ? evaluate(statement.expression, frame) : undefined;
}

function exportDeclaration(statement: ts.ExportDeclaration, name: string, frame: Frame): Value | undefined {
	const clause = statement.exportClause;
	if (clause === undefined) return undefined;
	const from = statement.moduleSpecifier !== undefined && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : undefined;
	if (ts.isNamespaceExport(clause)) {
		return clause.name.text === name && from !== undefined ? wholeModule(frame.module.codebase.resolve(frame.module, from)) : undefined;
	}
	const element = clause.elements.find((candidate) => candidate.name.text === name);
	if (element === undefined) return undefined;
	const local = (element.propertyName ?? element.name).text;
	if (from !== undefined) return exported(frame.module.codebase.resolve(frame.module, from), local, frame);
	return topLevelValue(local, frame);
}

function exportedDeclaration(statement: ts.Statement, name: string, frame: Frame): Value | undefined {
	if (!ts.canHaveModifiers(statement)) return undefined;
	const kinds = (ts.getModifiers(statement) ?? []).map((modifier) => modifier.kind);
	if (!kinds.includes(ts.SyntaxKind.ExportKeyword)) return undefined;
	if (kinds.includes(ts.SyntaxKind.DefaultKeyword)) {
		if (name !== 'default') return undefined;
		if (ts.isFunctionDeclaration(statement)) return { kind: 'function', node: statement, frame };
		return ts.isClassDeclaration(statement) ? { kind: 'class', node: statement, frame } : undefined;
	}
	const declaration = topLevelNames(frame.module.sourceFile).get(name);
	if (declaration === undefined) return undefined;
	for (let node: ts.Node = declaration; node !== undefined && !ts.isSourceFile(node); node = node.parent) {
		if (node === statement) return declarationValue(declaration, frame);
	}
	return undefined;
}

/** `module.exports = x`, `module.exports = { name }`, `exports.name = x`. */
function commonJsExport(expression: ts.Expression, name: string, frame: Frame): Value | undefined {
	if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
	const left = expression.left.getText(frame.module.sourceFile);
	if (left === `exports.${name}` || left === `module.exports.${name}`) return evaluate(expression.right, frame);
	if (left !== 'module.exports') return undefined;
	if (name === 'default') return evaluate(expression.right, frame);
	const value = evaluate(expression.right, frame);
	if (value.kind !== 'object') return undefined;
	const found = value.node.properties.find((property) => property.name !== undefined && ts.isIdentifier(property.name) && property.name.text === name);
	if (found === undefined) return undefined;
	if (ts.isShorthandPropertyAssignment(found)) return topLevelValue(name, frame);
	if (ts.isPropertyAssignment(found)) return evaluate(found.initializer, frame);
	return ts.isMethodDeclaration(found) ? { kind: 'function', node: found, frame } : undefined;
}

function topLevelValue(name: string, frame: Frame): Value {
	const declaration = topLevelNames(frame.module.sourceFile).get(name);
	return declaration === undefined ? UNKNOWN : declarationValue(declaration, frame);
}

function starExports(module: Module, name: string, frame: Frame): Value {
	for (const statement of module.sourceFile.statements) {
		if (!ts.isExportDeclaration(statement) || statement.exportClause !== undefined) continue;
		if (statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
		const value = exported(module.codebase.resolve(module, statement.moduleSpecifier.text), name, frame);
		if (value.kind !== 'unknown') return value;
	}
	return UNKNOWN;
}
