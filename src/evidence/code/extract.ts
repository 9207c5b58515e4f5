import type { NotAnalysed } from '../../parse/parsed.ts';
import { asRepoPath } from '../../parse/source-tree.ts';
import type { Module } from '../../parse/typescript/modules.ts';
import type { SyntaxError } from '../../parse/typescript/parser.ts';
import type { CodeEvidence, FileRole, Profile } from '../facts.ts';
import type { CodeFileEvidence } from '../file-evidence.ts';
import { catches } from './catches.ts';
import { contextAt } from './context-at.ts';
import type { CodeContext } from './context.ts';
import { handovers } from './correlation/handovers.ts';
import { handlers } from './handlers.ts';
import { NO_LIFECYCLE, lifecycleFacts } from './lifecycle/facts.ts';
import { logCalls } from './log-calls.ts';
import { NO_LOGGING, loggingFacts } from './logging/logging-facts.ts';
import { outboundCalls } from './outbound-calls.ts';
import { NO_LIMITS, limitedCalls } from './outbound/limited-calls.ts';
import { NO_PROFILE } from './profile.ts';
import { NO_CONCURRENCY, concurrencyFacts } from './promises/concurrency-facts.ts';
import { NO_CONFIGURATION, configurationFacts } from './settings/configuration-facts.ts';
import { NO_RESILIENCE, resilienceFacts } from './retries/resilience-facts.ts';
import { codeSuppressions } from './suppressions.ts';
import { NO_TELEMETRY, telemetryFacts } from './tracing/telemetry-facts.ts';
import { tracedCalls } from './tracing/traced-calls.ts';
import { workUnits } from './work-units.ts';

type CodeFacts = Omit<CodeEvidence, 'path' | 'language' | 'role' | 'profile'>;

/** A file in which nothing is asked. Each family of facts adds its own empty lists. */
const NOTHING: CodeFacts = { outboundCalls: [], handlers: [], logCalls: [], catches: [], workUnits: [], tracedCalls: [], handovers: [], ...NO_LIMITS, ...NO_LOGGING, ...NO_TELEMETRY, ...NO_CONFIGURATION, ...NO_CONCURRENCY, ...NO_LIFECYCLE, ...NO_RESILIENCE };

/** Roles in which nothing is asked of the code: their files cost a parse and no more. */
const SILENT: ReadonlySet<FileRole> = new Set(['generated', 'test', 'build']);

/** The facts of one code file. `neighbours` are the other code files of its change, on the same side. */
export function extractCode(module: Module, errors: readonly SyntaxError[], neighbours: () => readonly Module[] = () => []): CodeFileEvidence {
	const context = contextAt(module, neighbours);
	const { role, profile, places } = context;
	return {
		kind: 'code',
		path: asRepoPath(module.path),
		suppressions: codeSuppressions(module.sourceFile),
		notAnalysed: syntaxNotes(module, errors),
		code: { ...header(module, role, profile), ...(SILENT.has(role) ? NOTHING : facts(context)) },
		positions: places.ranges,
	};
}

/** A file that its path alone tells to be of no concern: it is not parsed. */
export function silentEvidence(path: string, role: FileRole): CodeFileEvidence {
	const code = { path, language: languageOf(path), role, profile: NO_PROFILE, ...NOTHING };
	return { kind: 'code', path: asRepoPath(path), suppressions: [], notAnalysed: [], code, positions: {} };
}

function facts(context: CodeContext): CodeFacts {
	const outbound = outboundCalls(context);
	return {
		outboundCalls: outbound,
		limitedCalls: limitedCalls(context, new Set(outbound.map(({ at }) => at))),
		handlers: handlers(context),
		logCalls: logCalls(context),
		catches: catches(context),
		workUnits: workUnits(context),
		tracedCalls: tracedCalls(context),
		handovers: handovers(context),
		...resilienceFacts(context),
		...lifecycleFacts(context),
		...loggingFacts(context),
		...telemetryFacts(context),
		...configurationFacts(context),
		...concurrencyFacts(context),
	};
}

function header(module: Module, role: FileRole, profile: Profile): Pick<CodeEvidence, 'path' | 'language' | 'role' | 'profile'> {
	return { path: module.path, language: languageOf(module.path), role, profile };
}

function languageOf(path: string): CodeEvidence['language'] {
	return /\.[cm]?tsx?$/.test(path) ? 'typescript' : 'javascript';
}

function syntaxNotes(module: Module, errors: readonly SyntaxError[]): NotAnalysed[] {
	const [first] = errors;
	if (first === undefined) return [];
	const { line, character } = module.sourceFile.getLineAndCharacterOfPosition(first.start);
	const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
	return [{ path: asRepoPath(module.path), reason: 'syntax', detail: `${line + 1}:${character + 1}: ${first.message}${more}`, partial: true }];
}
