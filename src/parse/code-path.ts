/** File name endings that are read as code. */
const CODE_FILE = /\.(?:[cm]?ts|[cm]?js|tsx|jsx)$/;
const DECLARATION_FILE = /\.d\.(?:[a-z-]+\.)?[cm]?ts$/;

/** Is this a TypeScript or JavaScript source? Declaration files are not: they hold no behaviour. */
export function isCodePath(path: string): boolean {
	return CODE_FILE.test(path) && !DECLARATION_FILE.test(path);
}
