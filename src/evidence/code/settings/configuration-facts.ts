import type { ConfigurationFacts } from '../../facts/configuration.ts';
import type { CodeContext } from '../context.ts';
import { contractFacts } from '../contracts/extract.ts';
import { flagFacts } from '../flags/switched.ts';
import { runsOf } from '../runs.ts';
import { settings } from './extract.ts';

/** A file in which nothing is asked about configuration. */
export const NO_CONFIGURATION: ConfigurationFacts = { runs: 'unknown', flags: [], switchedCalls: [], flagsBeside: [], settings: [], contracts: [], contractsBeside: [] };

/** Flags, settings and contracts of a file. */
export function configurationFacts(context: CodeContext): ConfigurationFacts {
	return { runs: runsOf(context), ...flagFacts(context), settings: settings(context), ...contractFacts(context) };
}
