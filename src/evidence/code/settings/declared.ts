import { ts } from '../../../parse/typescript/compiler.ts';
import type { Setting } from '../../facts/configuration.ts';
import type { CodeContext } from '../context.ts';
import { staticName } from '../value/object-shape.ts';
import { listedIn } from './listed.ts';

/** Names of variables are written in capitals; what stands beside them in a schema is not. */
const VARIABLE = /^[A-Z][A-Z0-9_]+$/;
const MAX_DECLARED = 600;

/** The keys of the schemas that check the environment. */
export function declaredSettings(context: CodeContext): Setting[] {
	const found: Setting[] = [];
	for (const node of context.nodesOf(ts.isPropertyAssignment)) {
		const name = staticName(node.name);
		const absence = name !== undefined && VARIABLE.test(name) ? schemaAbsence(node.initializer) : undefined;
		if (name === undefined || absence === undefined || found.length >= MAX_DECLARED) continue;
		found.push({ at: context.places.at(node), subject: name, name, kind: 'declaration', absence, read: 'start', checked: 'here', listed: listedIn(context.module, name) });
	}
	return found;
}

/** What a schema does with a missing value; undefined for what is no schema: `DATABASE_URL: process.env.DATABASE_URL`. */
function schemaAbsence(node: ts.Expression): Setting['absence'] | undefined {
	if (!ts.isCallExpression(node)) return undefined;
	const text = node.getText();
	if (!/^(?:z|v|Joi|joi|yup|Type|t|s)\b|^(?:str|num|bool|url|email|port|host|json|makeValidator|EnvVar|\w*(?:Env|Schema))\(/.test(text)) return undefined;
	if (/\.default\(|\.catch\(|\bdefault\s*:|\.prefault\(/.test(text)) return 'default';
	if (/\.optional\(|\.nullish\(|Optional\(|\.optional\b/.test(text)) return 'optional';
	return /\.(?:transform|pipe|preprocess|or)\(|preprocess\(|union\(/.test(text) ? 'unknown' : 'required';
}
