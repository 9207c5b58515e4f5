import { contextAt } from '../evidence/code/context-at.ts';
import { answerOf } from '../evidence/code/error-mapping/answers.ts';
import { canHoldCause } from '../evidence/code/error-mapping/cause.ts';
import { catchSite } from '../evidence/code/errors/sites.ts';
import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { CodeFix } from './code-editors.ts';

/** Gives an error that is thrown in place of another the one that caused it: `new Error('…', { cause: error })`. */
export function addCause({ module, node }: CodeFix): readonly Edit[] {
	const site = catchSite(ts.isCatchClause(node) ? node : node.parent, contextAt(module));
	const thrown = site === undefined ? undefined : answerOf(site).thrown;
	const message = thrown?.arguments?.[0];
	if (site?.error === undefined || thrown === undefined || message === undefined || !canHoldCause(thrown, site.error)) return [];
	const path = asRepoPath(module.path);
	const name = site.error.text;
	const range = rangeBetween(sourceText(path, module.sourceFile.text), message.end, message.end);
	return [{ path, ...range, text: name === 'cause' ? ', { cause }' : `, { cause: ${name} }`, safe: true }];
}
