import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, type Mutation, type Mutator, replaced } from '../mutator.ts';

/** What a catch did goes: it is empty now. */
export const mutator: Mutator = {
	rule: 'swallowed-error',
	hint: /\bcatch\b/,
	sites: (source) => [...all(source, ts.isCatchClause).flatMap((clause) => emptied(source, clause)), ...all(source, ts.isCallExpression).flatMap((call) => handled(source, call))],
};

function emptied(source: ts.SourceFile, { block, parent }: ts.CatchClause): Mutation[] {
	const text = block.getText(source);
	if (block.statements.length === 0 || !/\b(?:throw|log(?:ger)?\b|captureException)/i.test(text) || /\/[/*]/.test(text)) return [];
	if (!/\bawait\b|\(/.test(parent.tryBlock.getText(source))) return [];
	return [{ at: block.parent.getStart(source), edits: [replaced(source, block, '{}')] }];
}

function handled(source: ts.SourceFile, call: ts.CallExpression): Mutation[] {
	const [handler, ...others] = call.arguments;
	if (calleeName(call) !== 'catch' || others.length > 0 || handler === undefined || !ts.isArrowFunction(handler) || handler.parameters.length === 0) return [];
	const text = handler.body.getText(source);
	if (!/\b(?:throw|log(?:ger)?\b|captureException)/i.test(text) || /\/[/*]/.test(text) || /\breturn\b/.test(text)) return [];
	return [{ at: handler.getStart(source), edits: [replaced(source, handler, '() => {}')] }];
}
