import { ts } from './compiler.ts';

/** A node that introduces a name. */
export type Declaration =
	| ts.VariableDeclaration
	| ts.ParameterDeclaration
	| ts.BindingElement
	| ts.FunctionDeclaration
	| ts.FunctionExpression
	| ts.ClassDeclaration
	| ts.ClassExpression
	| ts.EnumDeclaration
	| ts.ModuleDeclaration
	| ts.ImportClause
	| ts.ImportSpecifier
	| ts.NamespaceImport
	| ts.ImportEqualsDeclaration;

type Names = Map<string, Declaration>;

const scopes = new WeakMap<ts.Node, Names>();

/** The declaration that a name refers to at `from`, by lexical scope; undefined for a global. */
export function declarationOf(name: string, from: ts.Node): Declaration | undefined {
	for (let node: ts.Node | undefined = from; node !== undefined; node = node.parent) {
		if (!isScope(node)) continue;
		const found = namesOf(node).get(name);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The names that a source file declares at its top level. */
export function topLevelNames(sourceFile: ts.SourceFile): ReadonlyMap<string, Declaration> {
	return namesOf(sourceFile);
}

function isScope(node: ts.Node): boolean {
	return (
		ts.isSourceFile(node) ||
		ts.isBlock(node) ||
		ts.isModuleBlock(node) ||
		ts.isCaseBlock(node) ||
		ts.isFunctionLike(node) ||
		ts.isForStatement(node) ||
		ts.isForInStatement(node) ||
		ts.isForOfStatement(node) ||
		ts.isCatchClause(node) ||
		ts.isClassExpression(node)
	);
}

function namesOf(scope: ts.Node): Names {
	const known = scopes.get(scope);
	if (known !== undefined) return known;
	const names: Names = new Map();
	scopes.set(scope, names);
	collect(scope, names);
	return names;
}

function collect(scope: ts.Node, names: Names): void {
	if (ts.isFunctionLike(scope)) {
		if (ts.isFunctionExpression(scope) && scope.name !== undefined) names.set(scope.name.text, scope);
		for (const parameter of scope.parameters) bind(parameter, names);
		const body = 'body' in scope ? scope.body : undefined;
		if (body !== undefined && ts.isBlock(body)) collectHoisted(body, names);
	} else if (ts.isClassExpression(scope)) {
		if (scope.name !== undefined) names.set(scope.name.text, scope);
	} else if (ts.isCatchClause(scope)) {
		if (scope.variableDeclaration !== undefined) bind(scope.variableDeclaration, names);
	} else if (ts.isForStatement(scope) || ts.isForInStatement(scope) || ts.isForOfStatement(scope)) {
		if (scope.initializer !== undefined && ts.isVariableDeclarationList(scope.initializer)) bindList(scope.initializer, names);
	} else {
		for (const statement of statementsOf(scope)) collectStatement(statement, names);
		if (ts.isSourceFile(scope)) collectHoisted(scope, names);
	}
}

function statementsOf(scope: ts.Node): readonly ts.Statement[] {
	if (ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isModuleBlock(scope)) return scope.statements;
	return ts.isCaseBlock(scope) ? scope.clauses.flatMap((clause) => [...clause.statements]) : [];
}

function collectStatement(statement: ts.Statement, names: Names): void {
	if (ts.isVariableStatement(statement)) bindList(statement.declarationList, names);
	else if (ts.isImportDeclaration(statement)) collectImport(statement, names);
	else if (ts.isImportEqualsDeclaration(statement)) names.set(statement.name.text, statement);
	else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
		// An overload signature has no body: the implementation is what counts.
		const overload = ts.isFunctionDeclaration(statement) && statement.body === undefined && names.has(statement.name?.text ?? '');
		if (statement.name !== undefined && !overload) names.set(statement.name.text, statement);
	} else if (ts.isEnumDeclaration(statement)) names.set(statement.name.text, statement);
	else if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name) && !names.has(statement.name.text)) {
		names.set(statement.name.text, statement);
	}
}

function collectImport(statement: ts.ImportDeclaration, names: Names): void {
	const clause = statement.importClause;
	if (clause === undefined) return;
	if (clause.name !== undefined) names.set(clause.name.text, clause);
	const bindings = clause.namedBindings;
	if (bindings === undefined) return;
	if (ts.isNamespaceImport(bindings)) names.set(bindings.name.text, bindings);
	else for (const element of bindings.elements) names.set(element.name.text, element);
}

/** `var` belongs to its function, however deep it stands. */
function collectHoisted(within: ts.Node, names: Names): void {
	ts.forEachChild(within, (node) => {
		if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node)) return;
		if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
			for (const declaration of node.declarations) bind(declaration, names, false);
		}
		collectHoisted(node, names);
	});
}

function bindList(list: ts.VariableDeclarationList, names: Names): void {
	for (const declaration of list.declarations) bind(declaration, names);
}

function bind(declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement, names: Names, replace = true): void {
	if (ts.isIdentifier(declaration.name)) {
		if (replace || !names.has(declaration.name.text)) names.set(declaration.name.text, declaration);
		return;
	}
	for (const element of declaration.name.elements) if (ts.isBindingElement(element)) bind(element, names, replace);
}
