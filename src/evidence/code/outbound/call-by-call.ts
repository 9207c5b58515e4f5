import { ts } from '../../../parse/typescript/compiler.ts';
import type { OutboundCall } from '../../facts.ts';

/** A client made, or a call of it, with the node that does it. */
interface Found<T> {
	readonly node: ts.Node;
	readonly known: T;
}

/**
 * Where the calls of an instance bring their own deadlines, in the only file that can see it, the instance owes them none: a call
 * that brings none is to blame itself.
 */
export function callByCall<T extends Pick<OutboundCall, 'kind' | 'deadline'>>(found: readonly Found<T>[]): readonly Found<T>[] {
	const names = new Set(found.filter(({ known }) => known.kind === 'client' && isUnbounded(known)).map(({ node }) => privateName(node)).filter((name) => name !== ''));
	const careful = new Set(found.filter(({ known }) => known.kind === 'call' && bringsOwn(known)).map(({ node }) => receiverName(node)).filter((name) => names.has(name)));
	if (careful.size === 0) return found;
	return found.map(({ node, known }) => {
		if (known.kind === 'client' && careful.has(privateName(node)) && isUnbounded(known)) return { node, known: { ...known, deadline: { state: 'unknown', reason: 'calls' } } };
		const blamed = known.kind === 'call' && known.deadline.state === 'absent' && known.deadline.reason === 'client' && careful.has(receiverName(node));
		return { node, known: blamed ? { ...known, deadline: { state: 'absent' } } : known };
	});
}

function isUnbounded({ deadline }: Pick<OutboundCall, 'deadline'>): boolean {
	return deadline.state === 'absent' && deadline.reason === undefined;
}

function bringsOwn({ deadline }: Pick<OutboundCall, 'deadline'>): boolean {
	return deadline.state === 'literal' || (deadline.state === 'caller' && deadline.reason !== undefined);
}

/** The variable or private field that an instance is kept in, when no other file can see it: `api`, `this.http`. */
function privateName(node: ts.Node): string {
	let holder = node.parent;
	while (ts.isAwaitExpression(holder) || ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder)) holder = holder.parent;
	if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) return isExported(holder) ? '' : holder.name.text;
	if (ts.isPropertyDeclaration(holder)) return isHidden(holder) ? `this.${holder.name.getText()}` : '';
	return ts.isBinaryExpression(holder) && ts.isPropertyAccessExpression(holder.left) && holder.left.expression.kind === ts.SyntaxKind.ThisKeyword ? holder.left.getText() : '';
}

function isExported(declaration: ts.VariableDeclaration): boolean {
	const statement = declaration.parent.parent;
	if (ts.isVariableStatement(statement) && (statement.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return true;
	return new RegExp(`export\\s*(?:default\\s+|\\{[^}]*\\b)${declaration.name.getText().replaceAll('$', '\\$')}\\b`).test(declaration.getSourceFile().text);
}

function isHidden(member: ts.PropertyDeclaration): boolean {
	return ts.isPrivateIdentifier(member.name) || (member.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
}

/** `api` of `api.get(…)`. */
function receiverName(node: ts.Node): string {
	if (!ts.isCallExpression(node)) return '';
	return ts.isPropertyAccessExpression(node.expression) ? node.expression.expression.getText() : node.expression.getText();
}
