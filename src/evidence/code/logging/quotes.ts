import { ts } from '../../../parse/typescript/compiler.ts';

/** Plain text as a string literal, in the quotes that the file's imports use; undefined when it would need escapes. */
export function quoted(text: string, sourceFile: ts.SourceFile): string | undefined {
	if (/[\\\r\n\u2028\u2029'"`]/.test(text)) return undefined;
	const imported = sourceFile.statements.find((statement) => ts.isImportDeclaration(statement));
	const mark = imported?.moduleSpecifier.getText(sourceFile).startsWith('"') === true ? '"' : "'";
	return `${mark}${text}${mark}`;
}
