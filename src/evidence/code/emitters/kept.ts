import { ts } from '../../../parse/typescript/compiler.ts';
import { enclosingFunction } from '../subject.ts';

/** `this.socket = socket`, `const inner = socket` in a function that was followed into another file. */
export function keptElsewhere(outer: ts.Expression): ts.Expression[] | undefined {
	const { parent } = outer;
	if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return namesIn(enclosingFunction(parent) ?? parent, parent.name.text);
	const left = ts.isBinaryExpression(parent) ? parent.left : undefined;
	const owner = ts.findAncestor(outer, ts.isClassLike);
	return left !== undefined && owner !== undefined && ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword ? fieldsIn(owner, left.name.text) : undefined;
}

/** Declared with `export`, or named in an export list of its file. */
export function isExported(declaration: ts.Node): boolean {
	const statement = ts.findAncestor(declaration, ts.isVariableStatement);
	if (statement === undefined || !ts.isSourceFile(statement.parent)) return false;
	if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true) return true;
	const name = ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name) ? declaration.name.text : '';
	return statement.parent.statements.some(
		(other) =>
			(ts.isExportDeclaration(other) && other.exportClause !== undefined && ts.isNamedExports(other.exportClause) && other.exportClause.elements.some((element) => (element.propertyName ?? element.name).text === name)) ||
			(ts.isExportAssignment(other) && ts.isIdentifier(other.expression) && other.expression.text === name),
	);
}

/** A field that code of other files does not read. */
export function isPrivate(owner: ts.ClassLikeDeclaration, name: string): boolean {
	const bare = name.replace('this.', '');
	if (bare.startsWith('#') || bare.startsWith('_')) return true;
	return owner.members.some(
		(member) =>
			member.name?.getText() === bare && ts.canHaveModifiers(member) && (ts.getModifiers(member) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword),
	);
}

/** Where a name stands in a function, its own members left out. */
export function namesIn(root: ts.Node, name: string): ts.Identifier[] {
	const found: ts.Identifier[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node) && node.text === name && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) found.push(node);
		ts.forEachChild(node, visit);
	};
	visit(root);
	return found;
}

/** Where a class reads one of its fields. */
export function fieldsIn(owner: ts.ClassLikeDeclaration, name: string): ts.PropertyAccessExpression[] {
	const found: ts.PropertyAccessExpression[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isPropertyAccessExpression(node) && node.name.text === name && node.expression.kind === ts.SyntaxKind.ThisKeyword) found.push(node);
		ts.forEachChild(node, visit);
	};
	visit(owner);
	return found;
}
