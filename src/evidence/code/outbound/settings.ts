import { ts } from '../../../parse/typescript/compiler.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { type Frame, type Value, alternatives } from '../value/value.ts';

/** An object that holds a client's options away from the place where the client is made. */
export interface SettingsPlace {
	readonly node: ts.Node;
	readonly name: string;
}

/** The variable of this file that an options expression comes from: itself, or the first one spread into it. */
export function settingsPlace(options: ts.Expression | undefined, frame: Frame): SettingsPlace | undefined {
	if (options === undefined) return undefined;
	for (const value of alternatives(evaluate(options, deeper(frame)))) {
		const found = placeWithin(value, options, frame, 0);
		if (found !== undefined) return found;
	}
	return undefined;
}

function placeWithin(value: Value, options: ts.Expression, frame: Frame, depth: number): SettingsPlace | undefined {
	if (value.kind !== 'object' || depth > 3) return undefined;
	const apart = heldApart(value.node, options);
	for (const property of value.node.properties) {
		const inner = ts.isSpreadAssignment(property) ? property.expression : ts.isPropertyAssignment(property) && ts.isObjectLiteralExpression(property.initializer) ? property.initializer : undefined;
		const found = inner === undefined ? undefined : placeWithin(evaluate(inner, deeper(value.frame)), options, frame, depth + 1);
		if (found !== undefined && isShared(found.node)) return found;
	}
	return apart;
}

function heldApart(node: ts.ObjectLiteralExpression, options: ts.Expression): SettingsPlace | undefined {
	if (node.getSourceFile() !== options.getSourceFile() || ts.findAncestor(node, (inner) => inner === options) !== undefined) return undefined;
	let holder: ts.Node = node.parent;
	while (ts.isAsExpression(holder) || ts.isParenthesizedExpression(holder) || ts.isSatisfiesExpression(holder)) holder = holder.parent;
	return ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) ? { node: holder, name: holder.name.text } : undefined;
}

/** At the top of the file, so that several clients may share it. */
function isShared(node: ts.Node): boolean {
	return ts.isVariableDeclaration(node) && ts.isVariableStatement(node.parent.parent) && ts.isSourceFile(node.parent.parent.parent);
}
