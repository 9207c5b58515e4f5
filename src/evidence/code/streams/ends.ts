import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { packagesOf } from '../handling/site.ts';
import { bare, calledName } from '../promises/chains.ts';
import { memberOf, typeOf } from '../promises/types.ts';
import { evaluate } from '../value/evaluate.ts';
import { lastName } from '../last-name.ts';

/** What one side of a pipe is. `stream`: one whose kind is not known; `unknown`: not known to be a stream. */
export type End = 'request' | 'response' | 'file' | 'upstream' | 'transform' | 'stream' | 'console' | 'unknown';

const NAMED_STREAM = /(?:^|[a-z_$.])(?:read|write)?Stream$|^(?:stream|readable|writable|passThrough|readStream|writeStream|gzip|gunzip|archive|transform)$/i;
const STREAM_TYPE = /^(?:Readable|Writable|Duplex|Transform|PassThrough|ReadStream|WriteStream|NodeJS\.ReadableStream|NodeJS\.WritableStream|Socket|Archiver)$/;

/** What a stream expression is, by where it comes from; by its name only where Node's streams are in use. */
export function endOf(expression: ts.Expression, context: CodeContext): End {
	const node = bare(expression);
	const text = calledName(node);
	if (/^process\.(?:stdout|stderr|stdin)$/.test(text)) return 'console';
	if (/^(?:res|response|reply\.raw|ctx\.res|ctx\.response|reply)$/.test(text)) return isUpstream(node, context) ? 'upstream' : 'response';
	if (/^(?:req|request|req\.raw|request\.raw|ctx\.req)$/.test(text)) return isUpstream(node, context) ? 'upstream' : 'request';
	if (/\.(?:body|data)$/.test(text) && usesStreams(context)) return 'upstream';
	return madeOf(node, context) ?? typedAs(node, context) ?? (NAMED_STREAM.test(text) && usesStreams(context) ? 'stream' : 'unknown');
}

/** `const res = await fetch(url)`: an answer that is read, not one that is written. */
function isUpstream(node: ts.Expression, context: CodeContext): boolean {
	if (!ts.isIdentifier(node)) return false;
	const value = evaluate(node, context.frame);
	return value.kind === 'result' || value.kind === 'instance';
}

function madeOf(node: ts.Expression, context: CodeContext): End | undefined {
	const value = evaluate(node, context.frame);
	const packages = packagesOf(value);
	if (packages.length === 0) return undefined;
	const made = value.kind === 'result' || value.kind === 'instance' ? madeBy(value.call) : '';
	if (packages.some((name) => /^(?:node:fs|fs-extra|graceful-fs|node:fs\/promises)$/.test(name))) return made.endsWith('Stream') ? 'file' : undefined;
	if (packages.includes('node:zlib') || packages.includes('node:crypto')) return 'transform';
	if (packages.includes('node:stream')) return 'stream';
	if (packages.some((name) => /^(?:archiver|csv-stringify|csv-parse|fast-csv|pdfkit|tar|tar-stream|JSONStream|busboy|sharp|exceljs|pg-query-stream|pg-copy-streams|unzipper)$/.test(name))) return 'stream';
	return packages.some((name) => /^(?:axios|got|undici|node-fetch|node:https?|request|superagent|@aws-sdk\/client-s3)$/.test(name)) ? 'upstream' : undefined;
}

function madeBy(call: ts.CallExpression | ts.NewExpression): string {
	const callee = call.expression;
	return lastName(callee);
}

function typedAs(node: ts.Expression, context: CodeContext): End | undefined {
	if (!usesStreams(context)) return undefined;
	const typed = typeOf(node, context.module);
	if (typed === undefined || !ts.isTypeReferenceNode(typed.type) || memberOf(typed, 'subscribe') !== undefined) return undefined;
	return STREAM_TYPE.test(typed.type.typeName.getText()) ? 'stream' : undefined;
}

/** By name alone only in a file that has to do with streams of Node, and not with observables. */
function usesStreams({ module: { sourceFile } }: CodeContext): boolean {
	const { text } = sourceFile;
	if (/from ['"](?:rxjs|effect|fp-ts|@effect|zod)/.test(text)) return false;
	return /['"](?:node:)?(?:stream|fs|http|https|zlib|net)(?:\/promises)?['"]|createReadStream|createWriteStream|responseType: ?['"]stream['"]/.test(text);
}
