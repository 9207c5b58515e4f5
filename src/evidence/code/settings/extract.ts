import { ts } from '../../../parse/typescript/compiler.ts';
import type { Setting } from '../../facts/configuration.ts';
import type { CodeContext } from '../context.ts';
import { enclosingFunction } from '../subject.ts';
import { absenceOf } from './absence.ts';
import { declaredSettings } from './declared.ts';
import { type EnvironmentModule, environmentModule } from './environment-module.ts';
import { listedIn } from './listed.ts';

const READS = /\b(?:process\.env|Bun\.env|Deno\.env)\b/;
/** What the platform, the shell or the package manager sets. */
const GIVEN =
	/^(?:NODE_(?:ENV|OPTIONS|DEBUG|VERSION|PATH)|CI|TZ|HOME|PATH|PWD|USER|SHELL|LANG|LC_\w+|TERM|HOSTNAME|PORT|HOST|DEBUG|EDITOR|TMPDIR|TEMP|TMP|LOG_LEVEL|NO_COLOR|FORCE_COLOR|COLORTERM|APPDATA|XDG_\w+|npm_\w+|NPM_\w+|VERCEL\w*|NETLIFY\w*|RENDER\w*|RAILWAY\w*|FLY_\w+|HEROKU\w*|DYNO|K_\w+|KUBERNETES_\w+|POD_\w+|AWS_(?:REGION|DEFAULT_REGION|LAMBDA_\w+|EXECUTION_ENV|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE)|ECS_\w+|GITHUB_\w+|JEST_\w+|VITEST\w*|OTEL_\w+|DD_\w+|SENTRY_\w+|NEXT_\w+|COREPACK\w*|_)$/;
const MAX_SETTINGS = 400;

/** The environment variables that a file reads, and those that it declares where the environment is checked. */
export function settings(context: CodeContext): Setting[] {
	const { module } = context;
	if (!READS.test(module.sourceFile.text) && !/\b(?:createEnv|cleanEnv|envSchema|EnvSchema|EnvironmentSchema)\b/.test(module.sourceFile.text)) return [];
	const checker = environmentModule(module);
	if (checker?.path === module.path) return declaredSettings(context);
	return lookedAfter(reads(context).slice(0, MAX_SETTINGS).map(({ node, name }) => setting(node, name, checker, context)));
}

/** `if (process.env.A) use(process.env.A)`: who asks for a variable once in a file knows that it may be missing. */
function lookedAfter(read: readonly Setting[]): Setting[] {
	const asked = new Set(read.filter(({ absence }) => absence !== 'unchecked' && absence !== 'unknown').map(({ name }) => name));
	return read.map((one) => (one.absence === 'unchecked' && asked.has(one.name) ? { ...one, absence: 'optional' } : one));
}

interface Read {
	readonly node: ts.Expression;
	readonly name: string;
}

function reads(context: CodeContext): Read[] {
	const members = context.nodesOf(ts.isPropertyAccessExpression).filter(({ expression }) => isEnvironment(expression)).map((node) => ({ node, name: node.name.text }));
	const elements = context.nodesOf(ts.isElementAccessExpression).flatMap((node) => (isEnvironment(node.expression) && ts.isStringLiteralLike(node.argumentExpression) ? [{ node, name: node.argumentExpression.text }] : []));
	return [...members, ...elements].filter(({ node, name }) => /^[A-Z][A-Z0-9_]+$/.test(name) && !GIVEN.test(name) && !isWritten(node));
}

/** `process.env`, and what else holds the environment. */
function isEnvironment(node: ts.Expression): boolean {
	if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && ts.isIdentifier(node.expression) && /^(?:process|Bun)$/.test(node.expression.text);
	return false;
}

function isWritten(node: ts.Expression): boolean {
	const { parent } = node;
	return (ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) || ts.isDeleteExpression(parent);
}

function setting(node: ts.Expression, name: string, checker: EnvironmentModule | undefined, context: CodeContext): Setting {
	return {
		at: context.places.at(node),
		subject: name,
		name,
		kind: 'read',
		absence: absenceOf(node),
		read: enclosingFunction(node) === undefined ? 'start' : 'use',
		checked: checker === undefined ? 'none' : new RegExp(`\\b${name}\\b`).test(checker.text) ? 'elsewhere' : 'no',
		listed: listedIn(context.module, name),
	};
}
