import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { calleeName } from './call-index.ts';
import { METHOD_NAMES } from './clients/catalogue.ts';

/** Names under which projects wrap their calls. Only these are followed into other files: cost follows the change. */
const WRAPPER_NAME = /fetch|request|http|axios|download|upload|webhook|graphql|rpc|\bgot\b|^(?:api|call|send|post|put|get|invoke|query|execute|ky)$|^(?:api|call|send|post|invoke|execute)[A-Z]/i;

/** Could this call leave the process? A cheap answer by its shape, before anything is evaluated. */
export function mayCallOut(call: ts.CallExpression): boolean {
	const callee = call.expression;
	if (callee.kind === ts.SyntaxKind.ImportKeyword || callee.kind === ts.SyntaxKind.SuperKeyword) return false;
	const name = calleeName(call);
	if (name === undefined) return false;
	if (METHOD_NAMES.has(name) || WRAPPER_NAME.test(name)) return true;
	if (!ts.isIdentifier(callee)) return false;
	const declaration = declarationOf(name, callee);
	return declaration !== undefined && mayBeClient(declaration);
}

/** `api(config)`: a variable or a package import may be a client that is called itself. */
function mayBeClient(declaration: ts.Node): boolean {
	if (ts.isVariableDeclaration(declaration)) return declaration.initializer === undefined || !(ts.isArrowFunction(declaration.initializer) || ts.isFunctionExpression(declaration.initializer));
	if (!ts.isImportClause(declaration) && !ts.isNamespaceImport(declaration) && !ts.isImportSpecifier(declaration)) return false;
	const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
	return statement !== undefined && ts.isStringLiteral(statement.moduleSpecifier) && !statement.moduleSpecifier.text.startsWith('.');
}
