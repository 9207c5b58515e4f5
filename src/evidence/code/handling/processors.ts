import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Site, packagesOf, workOf } from './site.ts';

const FROM = /^bullmq$|^@taskforcesh\/bullmq-pro$|^bull$/;
const TYPES = new Set(['Processor', 'ProcessorPro', 'ProcessFunction', 'ProcessPromiseFunction']);

/** `export const mailProcessor: Processor = async (job) => …`: a consumer that another file registers. */
export function processorSites(context: CodeContext): Site[] {
	return context.module.sourceFile.statements.flatMap((statement) => {
		if (!ts.isVariableStatement(statement) || !isExported(statement)) return [];
		return statement.declarationList.declarations.flatMap((declaration) => processor(declaration, context) ?? []);
	});
}

function isExported(statement: ts.VariableStatement): boolean {
	return (statement.modifiers ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
}

function processor({ name, type, initializer }: ts.VariableDeclaration, context: CodeContext): Site | undefined {
	if (!ts.isIdentifier(name) || initializer === undefined || type === undefined || !ts.isTypeReferenceNode(type)) return undefined;
	if (!ts.isIdentifier(type.typeName) || !TYPES.has(type.typeName.text)) return undefined;
	const framework = packagesOf(evaluate(type.typeName, context.frame)).find((candidate) => FROM.test(candidate));
	const work = workOf(initializer, context);
	return framework === undefined || work === undefined ? undefined : { kind: 'consumer', framework, route: name.text, node: name, until: name, work };
}
