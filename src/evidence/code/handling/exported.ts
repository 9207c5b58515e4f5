import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { type Site, unwrapped, workOf } from './site.ts';

const ROUTE_FILE = /(?:^|\/)app\/((?:[^/]+\/)*)route\.[cm]?[jt]sx?$/;
const API_FILE = /(?:^|\/)pages\/(api\/.+?)(?:\/index)?\.[cm]?[jt]sx?$/;
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
const LAMBDA_TYPE = /^(?:Handler|APIGateway\w*Handler\w*|SQSHandler|SNSHandler|S3Handler|ScheduledHandler|EventBridgeHandler|KinesisStreamHandler|DynamoDBStreamHandler|LambdaFunctionURLHandler|Context|\w+Event(?:V2)?)$/;

/** Handlers that a runtime finds by where they are exported: Next.js route files, Next.js API pages, AWS Lambda. */
export function exportedSites(context: CodeContext): Site[] {
	const { path } = context.module;
	const routeFile = ROUTE_FILE.exec(path);
	if (routeFile !== null && context.profile.frameworks.includes('next')) return nextRoutes(`/${(routeFile[1] ?? '').replace(/\/$/, '')}`, context);
	const apiFile = API_FILE.exec(path);
	if (apiFile !== null && context.profile.frameworks.includes('next')) return nextPage(`/${apiFile[1] ?? ''}`, context);
	return isLambda(context) ? lambdaHandlers(context) : [];
}

function nextRoutes(directory: string, context: CodeContext): Site[] {
	// Groups `(shop)` and slots `@modal` are not part of the address.
	const route = directory.replaceAll(/\/(?:\([^)]*\)|@[^/]+)/g, '') || '/';
	return exportsOf(context)
		.filter(({ name }) => METHODS.has(name))
		.map(({ name, node, value }) => ({ kind: 'http', framework: 'next', route: `${name} ${route}`, node, until: node, work: value(context) }));
}

function nextPage(route: string, context: CodeContext): Site[] {
	return exportsOf(context)
		.filter(({ name }) => name === 'default')
		.map(({ node, value }) => ({ kind: 'http', framework: 'next', route, node, until: node, work: value(context) }));
}

function isLambda(context: CodeContext): boolean {
	return context.module.sourceFile.statements.some((statement) => ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier) && /^(?:@types\/)?aws-lambda$|^@middy\/core$|^@aws-lambda-powertools\//.test(statement.moduleSpecifier.text));
}

function lambdaHandlers(context: CodeContext): Site[] {
	return exportsOf(context)
		.filter(({ name, node }) => name === 'handler' || name === 'lambdaHandler' || (name.endsWith('Handler') && hasLambdaType(node)))
		.map(({ node, value }) => {
			const work = value(context);
			const shape = `${declaredType(node)} ${work?.node.parameters[0]?.type?.getText() ?? ''}`;
			const kind = /SQS|SNS|Kinesis|DynamoDBStream|S3/.test(shape) ? 'consumer' : /Scheduled|EventBridge/.test(shape) ? 'job' : 'http';
			return { kind, framework: 'lambda', route: 'lambda', node, until: node, work };
		});
}

function hasLambdaType(node: ts.Node): boolean {
	return LAMBDA_TYPE.test(declaredType(node));
}

function declaredType(node: ts.Node): string {
	const holder = node.parent;
	if (!ts.isVariableDeclaration(holder) || holder.type === undefined || !ts.isTypeReferenceNode(holder.type)) return '';
	return holder.type.typeName.getText();
}

interface Exported {
	readonly name: string;
	/** Where a fact about it stands: its name. */
	readonly node: ts.Node;
	readonly value: (context: CodeContext) => Site['work'];
}

function exportsOf({ module: { sourceFile } }: CodeContext): Exported[] {
	return sourceFile.statements.flatMap((statement): Exported[] => {
		if (ts.isExportAssignment(statement)) return [{ name: 'default', node: statement.expression, value: (context) => workOf(statement.expression, context) }];
		if (ts.isExpressionStatement(statement)) return commonJs(statement.expression);
		const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []).map((modifier) => modifier.kind) : [];
		if (!modifiers.includes(ts.SyntaxKind.ExportKeyword)) return [];
		if (ts.isFunctionDeclaration(statement)) {
			const name = modifiers.includes(ts.SyntaxKind.DefaultKeyword) ? 'default' : (statement.name?.text ?? '');
			return [{ name, node: statement.name ?? statement, value: (context) => ({ kind: 'function', node: statement, frame: context.frame }) }];
		}
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations.flatMap((declaration) => {
			const { initializer } = declaration;
			if (!ts.isIdentifier(declaration.name) || initializer === undefined) return [];
			return [{ name: declaration.name.text, node: declaration.name, value: (context: CodeContext) => workOf(initializer, context) }];
		});
	});
}

/** `exports.handler = …`, `module.exports.handler = …`. */
function commonJs(expression: ts.Expression): Exported[] {
	const node = unwrapped(expression);
	if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(node.left)) return [];
	if (!/^(?:module\.)?exports$/.test(node.left.expression.getText())) return [];
	return [{ name: node.left.name.text, node: node.left.name, value: (context) => workOf(node.right, context) }];
}

