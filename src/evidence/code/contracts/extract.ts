import { ts } from '../../../parse/typescript/compiler.ts';
import type { ConfigurationFacts, Contract } from '../../facts/configuration.ts';
import type { CodeContext } from '../context.ts';
import { labelOf } from '../handling/entry.ts';
import { sitesOf } from '../handling/sites.ts';
import { classShape } from './classes.ts';
import type { Shape } from './field.ts';
import { graphqlContracts } from './graphql.ts';
import { jsonSchemaShape } from './json-schema.ts';
import { zodShape } from './zod.ts';

/** A text without any of these declares no schema. */
const DECLARES = /\b(?:z|zod|v|t|S)\.(?:object|strictObject|looseObject|Object)\(|\bType\.Object\(|\bproperties\s*:\s*\{|@(?:Is[A-Z]|ApiProperty|Field\()|\bgql`|\bgraphql`|\btypeDefs`/;
const PUBLIC_PATH = /(?:^|\/)(?:v\d+|public)(?:\/|$)/;
const PUBLIC_FILE = /(?:^|\/)(?:public(?:-api)?|openapi|v\d+|contracts?|webhooks?)(?:\/|[.-])/i;
const INTERNAL = /(?:^|[/.-])(?:internal|admin|private|debug|health\w*|live|ready\w*|metrics|test|dev|trpc)(?:[/.-]|$)/i;
const REQUEST = /(?:Request|Body|Query|Params|Input|Payload|Args|Command|Filter|Options)(?:Schema|Dto|DTO|Type)?$|^(?:create|update|patch|delete|add|remove|get|list|find|search|upsert|post|put)[A-Z]/;
const RESPONSE = /(?:Response|Output|Result|Reply|View|Representation|Resource|[eE]rror)s?(?:Schema|Dto|DTO|Type)?$/;
const MAX_CONTRACTS = 200;

/** What others rely on in a file: its routes and the schemas that it hands out. */
export function contractFacts(context: CodeContext): Pick<ConfigurationFacts, 'contracts' | 'contractsBeside'> {
	if (context.role !== 'server' && context.role !== 'library') return { contracts: [], contractsBeside: [] };
	const contracts = own(context);
	// Who had none at base has lost none; the other files are read only for what may have moved.
	const moved = contracts.length > 0 || DECLARES.test(context.module.codebase.textBefore(context.module.path)) ? beside(context) : [];
	return { contracts, contractsBeside: moved };
}

function own(context: CodeContext): Contract[] {
	const declared = DECLARES.test(context.module.sourceFile.text);
	return [...routes(context), ...(declared ? [...schemas(context), ...classes(context), ...graphqlContracts(context)] : [])].slice(0, MAX_CONTRACTS);
}

function beside(context: CodeContext): string[] {
	const names = context.neighbours().flatMap((neighbour) => own(neighbour).map(({ name }) => name));
	return [...new Set(names)].sort();
}

function routes(context: CodeContext): Contract[] {
	return sitesOf(context)
		.filter(({ kind, route, framework }) => kind === 'http' && framework !== 'lambda' && route !== '' && !route.includes('{}'))
		.map((site) => ({
			at: context.places.at(site.node, site.until),
			subject: labelOf(site),
			kind: 'route',
			name: site.route,
			// What a program of the same repository calls with types is changed along with its callers.
			audience: site.framework === 'trpc' || INTERNAL.test(site.route) ? 'internal' : PUBLIC_PATH.test(site.route) ? 'public' : 'unknown',
			direction: 'unknown',
			complete: true,
			fields: [],
		}));
}

/** Schemas that have a name at top level and leave the file, by name or in the registration of a route. */
function schemas(context: CodeContext): Contract[] {
	return context.module.sourceFile.statements.flatMap((statement) => {
		if (!ts.isVariableStatement(statement) || !isExported(statement)) return [];
		return statement.declarationList.declarations.flatMap((declaration) => {
			const { initializer, name } = declaration;
			if (initializer === undefined || !ts.isIdentifier(name)) return [];
			const shape = zodShape(initializer, context) ?? jsonSchemaShape(initializer, context);
			return shape === undefined ? [] : [schema(name, name.text, shape, context)];
		});
	});
}

function classes(context: CodeContext): Contract[] {
	return context.module.sourceFile.statements.flatMap((statement) => {
		if (!ts.isClassDeclaration(statement) || statement.name === undefined || !isExported(statement)) return [];
		const shape = classShape(statement, context);
		return shape === undefined ? [] : [schema(statement.name, statement.name.text, shape, context)];
	});
}

function isExported(statement: ts.VariableStatement | ts.ClassDeclaration): boolean {
	return (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function schema(node: ts.Node, name: string, shape: Shape, context: CodeContext): Contract {
	return { at: context.places.at(node), subject: name, kind: 'schema', name, audience: audienceOf(name, context), direction: RESPONSE.test(name) ? 'response' : REQUEST.test(name) ? 'request' : 'unknown', ...shape };
}

/** Documented for everybody: by its path, or by what describes it to a generator of API documents. */
function audienceOf(name: string, { module: { path, sourceFile } }: CodeContext): Contract['audience'] {
	if (INTERNAL.test(path) || /internal|admin/i.test(name)) return 'internal';
	return PUBLIC_FILE.test(path) || /\.openapi\(|zod-to-openapi|@hono\/zod-openapi|@nestjs\/swagger/.test(sourceFile.text) ? 'public' : 'unknown';
}
