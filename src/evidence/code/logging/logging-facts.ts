import type { LoggingFacts } from '../../facts/logging.ts';
import type { CodeContext } from '../context.ts';
import { bareThrows, errorMappings } from '../error-mapping/mappings.ts';
import { unguardedCalls } from '../error-mapping/unguarded.ts';
import { exposures } from '../exposure/exposures.ts';
import { redactions } from '../exposure/redaction.ts';
import { errorLogs } from './error-logs.ts';
import { requestLogs } from './request-logs.ts';

/** A file without logs and errors. */
export const NO_LOGGING: LoggingFacts = { exposures: [], redactions: [], errorLogs: [], errorMappings: [], bareThrows: [], unguardedCalls: [], requestLogs: [] };

/** What a file writes down of values and errors, and what it makes of failures. */
export function loggingFacts(context: CodeContext): LoggingFacts {
	return {
		exposures: exposures(context),
		redactions: redactions(context),
		errorLogs: errorLogs(context),
		errorMappings: errorMappings(context),
		bareThrows: bareThrows(context),
		unguardedCalls: unguardedCalls(context),
		requestLogs: requestLogs(context),
	};
}
