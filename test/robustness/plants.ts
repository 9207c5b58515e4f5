import { isCodePath } from '../../src/parse/code-path.ts';
import type { Format } from './seeds.ts';

/** The name by which planted things are found again. */
export const PLANT = 'gwplanted';

const POD = `apiVersion: v1\nkind: Pod\nmetadata: {name: ${PLANT}}\nspec:\n  containers:\n    - name: ${PLANT}\n      image: ${PLANT}:latest\n      securityContext: {privileged: true}\n`;

/**
 * Puts something dangerous into a text, before what stands there: whatever the rest does, it is found or the file is listed as not
 * analysed. Undefined where the text has no place for it any more.
 */
export function planted(format: Format, path: string, text: string): string | undefined {
	if (format === 'code') return !isCodePath(path) ? undefined : `export async function ${PLANT}(): Promise<void> {\n\tawait fetch('https://${PLANT}.example/a', { method: 'POST' });\n}\n${text}`;
	if (format === 'kubernetes') return `${POD}---\n${text}`;
	if (format === 'dockerfile') return `FROM ${PLANT}:latest AS ${PLANT}\nRUN sudo ${PLANT}\n${text}`;
	if (format === 'terraform' && path.endsWith('.tf')) return `resource "aws_s3_bucket" "${PLANT}" {\n  bucket = "${PLANT}"\n}\n${text}`;
	if (format === 'json') return `{"apiVersion": "v1", "kind": "List", "items": [${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: PLANT }, spec: { containers: [] } })}],\n"rest": ${text}}`;
	const [line, entry] = ENTRIES[format] ?? [];
	if (line === undefined || entry === undefined || text.split(line).length !== 2 || !NEEDED[format]?.test(text) || !/\.ya?ml$/.test(path)) return undefined;
	return text.replace(line, (found) => `${found}\n${entry}`);
}

/** The first line of a mapping or list that a file must have, and one more entry below it. */
const ENTRIES: { readonly [F in Format]?: readonly [RegExp, string] } = {
	compose: [/^services:[ \t]*$/m, `  ${PLANT}:\n    image: ${PLANT}:latest\n    restart: always`],
	actions: [/^jobs:[ \t]*$/m, `  ${PLANT}:\n    runs-on: ubuntu-latest\n    steps: [{run: echo}]`],
	cloudformation: [/^Resources:[ \t]*$/m, `  ${PLANT}:\n    Type: AWS::S3::Bucket`],
	alerts: [/^groups:[ \t]*$/m, `  - name: ${PLANT}\n    rules: [{alert: ${PLANT}, expr: up == 0}]`],
	collector: [/^exporters:[ \t]*$/m, `  otlp/${PLANT}:\n    endpoint: ${PLANT}:4317`],
};

/** What else a file needs to be one of its format. */
const NEEDED: { readonly [F in Format]?: RegExp } = {
	compose: /(?:)/,
	actions: /^on:[ \t]*\S/m,
	cloudformation: /^AWSTemplateFormatVersion:/m,
	alerts: /(?:)/,
	// A key that stands twice counts once, the last time: the Collector refuses such a file.
	collector: /^service:\n {2}pipelines:\n {4}\w+:\n {6}\w(?![\s\S]*^service:)/m,
};
