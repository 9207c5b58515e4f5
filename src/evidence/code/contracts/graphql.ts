import { ts } from '../../../parse/typescript/compiler.ts';
import type { Contract } from '../../facts/configuration.ts';
import type { CodeContext } from '../context.ts';
import type { Field } from './field.ts';

const BLOCK = /(?:^|\n)\s*(?:extend\s+)?(type|input|interface)\s+(\w+)[^{\n]*\{([^}]*)\}/g;
const FIELD = /^\s*(\w+)\s*(?:\([^)]*\))?\s*:\s*([[\]\w!]+)/;

/** The types of a schema that is written in the file as `gql` text. */
export function graphqlContracts(context: CodeContext): Contract[] {
	return context.nodesOf(ts.isTaggedTemplateExpression).flatMap((node) => {
		if (!/^(?:gql|graphql|typeDefs)$/.test(node.tag.getText()) || !ts.isNoSubstitutionTemplateLiteral(node.template)) return [];
		const at = context.places.at(node);
		const { text } = node.template;
		// Operations of a client are sent, not promised.
		return [...text.matchAll(BLOCK)].map(([, kind = '', name = '', body = '']): Contract => {
			const fields = withoutTexts(body).split('\n').flatMap((line) => fieldOf(line, kind, at));
			return { at, subject: name, kind: 'type', name, audience: 'unknown', direction: kind === 'input' ? 'request' : 'response', complete: true, fields };
		});
	});
}

function withoutTexts(body: string): string {
	return body.replaceAll(/"""[^]*?"""|"[^"\n]*"|#[^\n]*/g, '');
}

function fieldOf(line: string, kind: string, at: Field['at']): Field[] {
	const [, name, type = ''] = FIELD.exec(line) ?? [];
	if (name === undefined) return [];
	return [{ at, name, type: type.replaceAll('!', ''), required: kind === 'input' ? type.endsWith('!') && !line.includes('=') : type.endsWith('!'), values: [] }];
}
