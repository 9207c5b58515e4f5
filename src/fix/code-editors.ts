import type { Edit } from '../parse/parsed.ts';
import { asWritten } from '../parse/typescript/comments.ts';
import type { ts } from '../parse/typescript/compiler.ts';
import type { Module } from '../parse/typescript/modules.ts';
import { addCause } from './add-cause.ts';
import { listenForErrors } from './listen-for-errors.ts';
import { awaitCall } from './await-call.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { usePipeline } from './use-pipeline.ts';
import { endSpan } from './end-span.ts';
import { logError } from './log-error.ts';
import { passError } from './pass-error.ts';
import { passSignal } from './pass-signal.ts';
import { setDeadline } from './set-deadline.ts';
import { structureLog } from './structure-log.ts';

/** The node that a policy objected to, with what the policy says of the fix. */
export interface CodeFix {
	readonly module: Module;
	readonly node: ts.Node;
	readonly params: Readonly<Record<string, unknown>>;
}

/** Turns a named fix into edits of the source; none where no edit is sure. */
export type CodeEditor = (fix: CodeFix) => readonly Edit[];

const EDITORS: Readonly<Record<string, CodeEditor>> = {
	'add-cause': addCause,
	'listen-for-errors': listenForErrors,
	'await-call': awaitCall,
	'limit-concurrency': limitConcurrency,
	'use-pipeline': usePipeline,
	'end-span': endSpan,
	'log-error': logError,
	'pass-error': passError,
	'pass-signal': passSignal,
	'set-deadline': setDeadline,
	'structure-log': structureLog,
};

/** Editors by the name that a policy uses. What they copy of the source keeps its comments. */
export const codeEditors: Readonly<Record<string, CodeEditor>> = Object.fromEntries(
	Object.entries(EDITORS).map(([name, editor]) => [name, (fix: CodeFix) => asWritten(fix.module.sourceFile, () => editor(fix))]),
);
