import { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../../parse/typescript/packages.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { calleeName } from './call-index.ts';
import { CLIENTS, clientsOf, namesOf } from '../clients/catalogue.ts';

/** Names under which projects wrap their calls. Only these are followed into other files: cost follows the change. */
const WRAPPER_NAME = /fetch|request|http|axios|download|upload|webhook|graphql|rpc|\bgot\b|^(?:api|call|send|post|put|get|invoke|query|execute|ky)$|^(?:api|call|send|post|invoke|execute)[A-Z]/i;

/** Could this call leave the process? A cheap answer by its shape, before anything is evaluated. */
export function mayCallOut(call: ts.CallExpression, module: Module): boolean {
	const callee = call.expression;
	if (callee.kind === ts.SyntaxKind.ImportKeyword || callee.kind === ts.SyntaxKind.SuperKeyword) return false;
	const name = calleeName(call);
	if (name === undefined) return false;
	if (knownNames(module).has(name) || WRAPPER_NAME.test(name)) return true;
	return ts.isIdentifier(callee) && mayBeClient(callee);
}

/** Could this make a client: a name of the tables, or something that a package or this file gives? */
export function mayMakeClient(node: ts.CallExpression | ts.NewExpression, module: Module): boolean {
	const callee = node.expression;
	const last = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : undefined;
	if (last === undefined) return false;
	const known = knownNames(module);
	if (known.has(last) || (last.endsWith('Client') && known.has('*Client'))) return true;
	return ts.isIdentifier(callee) && mayBeClient(callee);
}

const names = new WeakMap<PackageManifest, ReadonlySet<string>>();

/** The names of the clients that the file's package may have: of those it depends on, and of the runtime's own. */
function knownNames(module: Module): ReadonlySet<string> {
	const { packages } = module.codebase;
	const owner = packages.owner(module.path);
	if (owner === undefined) return EVERY_NAME;
	const known = names.get(owner) ?? namesOf(CLIENTS.filter((client) => client.packages.some((name) => isAvailable(name, module))));
	names.set(owner, known);
	return known;
}

const EVERY_NAME = namesOf(CLIENTS);

function isAvailable(name: string, module: Module): boolean {
	if (name === 'global' || name.startsWith('node:')) return true;
	const { packages } = module.codebase;
	// Which of the many AWS clients a package has does not matter: their names are the same.
	if (name.endsWith('*')) return true;
	return packages.version(module.path, name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/')) !== undefined;
}

/** `api(config)`: a variable or a package import may be a client that is called itself. */
function mayBeClient(name: ts.Identifier): boolean {
	const declaration = declarationOf(name.text, name);
	if (declaration === undefined) return false;
	if (ts.isVariableDeclaration(declaration)) return declaration.initializer === undefined || !(ts.isArrowFunction(declaration.initializer) || ts.isFunctionExpression(declaration.initializer));
	if (!ts.isImportClause(declaration) && !ts.isNamespaceImport(declaration) && !ts.isImportSpecifier(declaration)) return false;
	const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
	return statement !== undefined && ts.isStringLiteral(statement.moduleSpecifier) && clientsOf(statement.moduleSpecifier.text.replace(/^(?=https?$)/, 'node:')).length > 0;
}
