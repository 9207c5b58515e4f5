import { visible } from '../markdown-escape.ts';

/**
 * Text of a policy or of the change for a SARIF message. Viewers make `[text](target)` a link (SARIF 2.1.0, 3.11.6): a space between the
 * brackets keeps what comes from a pull request from pointing anywhere. What cannot be seen is written out.
 */
export function plainText(text: string): string {
	return visible(text.toWellFormed()).replaceAll('](', '] (');
}
