import { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import { type Declaration, declarationOf, topLevelNames } from '../../../parse/typescript/scope.ts';

/** What a name of a type or a value stands for, in the module that declares it. */
export interface Declared {
	readonly node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration | Declaration;
	readonly module: Module;
}

/** How many re-exports are followed. */
const MAX_STEPS = 8;

/** The declaration behind a name as it is used at `from`: through imports and re-exports of the repository. */
export function declaredAs(name: string, from: ts.Node, module: Module): Declared | undefined {
	const value = declarationOf(name, from);
	if (value !== undefined) return isImport(value) ? imported(value, module, 0) : { node: value, module };
	return typeNamed(name, module);
}

function isImport(node: Declaration): node is ts.ImportClause | ts.ImportSpecifier {
	return ts.isImportClause(node) || ts.isImportSpecifier(node);
}

function imported(node: ts.ImportClause | ts.ImportSpecifier, module: Module, steps: number): Declared | undefined {
	const statement = ts.findAncestor(node, ts.isImportDeclaration);
	if (statement === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return undefined;
	const name = ts.isImportClause(node) ? 'default' : (node.propertyName ?? node.name).text;
	return exportedBy(module, statement.moduleSpecifier.text, name, steps);
}

function exportedBy(from: Module, specifier: string, name: string, steps: number): Declared | undefined {
	if (steps > MAX_STEPS) return undefined;
	const target = from.codebase.resolve(from, specifier);
	return target.kind === 'module' ? exportNamed(target.module, name, steps + 1) : undefined;
}

function exportNamed(module: Module, name: string, steps: number): Declared | undefined {
	if (name === 'default') return defaultExport(module, steps);
	const own = localNamed(name, module, steps);
	if (own !== undefined) return own;
	for (const statement of module.sourceFile.statements) {
		if (!ts.isExportDeclaration(statement)) continue;
		const found = throughExport(statement, name, module, steps);
		if (found !== undefined) return found;
	}
	return undefined;
}

function localNamed(name: string, module: Module, steps: number): Declared | undefined {
	const value = topLevelNames(module.sourceFile).get(name);
	if (value === undefined) return typeNamed(name, module);
	return isImport(value) ? imported(value, module, steps + 1) : { node: value, module };
}

function throughExport(statement: ts.ExportDeclaration, name: string, module: Module, steps: number): Declared | undefined {
	const { exportClause: clause, moduleSpecifier } = statement;
	const from = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
	if (clause === undefined) return from === undefined ? undefined : exportedBy(module, from, name, steps);
	const element = ts.isNamedExports(clause) ? clause.elements.find((candidate) => candidate.name.text === name) : undefined;
	if (element === undefined) return undefined;
	const local = (element.propertyName ?? element.name).text;
	return from === undefined ? localNamed(local, module, steps) : exportedBy(module, from, local, steps);
}

function defaultExport(module: Module, steps: number): Declared | undefined {
	for (const statement of module.sourceFile.statements) {
		if (ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression)) return localNamed(statement.expression.text, module, steps);
		if ((ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement) || ts.isInterfaceDeclaration(statement)) && isDefault(statement)) return { node: statement, module };
	}
	return undefined;
}

function isDefault(statement: ts.ClassDeclaration | ts.FunctionDeclaration | ts.InterfaceDeclaration): boolean {
	return (statement.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
}

const types = new WeakMap<ts.SourceFile, ReadonlyMap<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration>>();

function typeNamed(name: string, module: Module): Declared | undefined {
	const known = types.get(module.sourceFile) ?? typesOf(module.sourceFile);
	types.set(module.sourceFile, known);
	const node = known.get(name);
	return node === undefined ? undefined : { node, module };
}

function typesOf(sourceFile: ts.SourceFile): ReadonlyMap<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration> {
	const found = sourceFile.statements.filter((statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement));
	return new Map(found.map((statement) => [statement.name.text, statement]));
}
