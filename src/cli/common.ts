import { readFileSync, writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { ConfigurationError } from '../config/configuration-error.ts';
import { builtinPages, builtinRules } from '../policy/builtin-docs.ts';
import { type Persona, PERSONAS, type RuleMetadata, SEVERITIES } from '../policy/policy.ts';
import { agent } from '../report/agent.ts';
import type { SourceLine } from '../report/excerpt.ts';
import { json } from '../report/json.ts';
import { markdown } from '../report/markdown.ts';
import type { Report } from '../report/report.ts';
import { sarif } from '../report/sarif/sarif.ts';
import { terminal } from '../report/terminal.ts';
import { exitCode, type ExitCode, type FailOn } from '../verdict/exit-code.ts';
import type { Host } from './host.ts';

const FORMATS = ['terminal', 'json', 'sarif', 'markdown', 'agent'] as const;
type Format = (typeof FORMATS)[number];

/** The options that `check` and `scan` share. */
export interface CommonOptions {
	readonly format: Format;
	readonly output?: string;
	readonly persona?: Persona;
	readonly failOn?: FailOn;
	readonly rule: readonly string[];
	readonly verbose: boolean;
}

/** Adds the common options to a command. */
export function withCommonOptions(command: Command): Command {
	return command
		.addOption(new Option('--format <format>', 'how to write the report').choices(FORMATS).default('terminal'))
		.option('--output <file>', 'write the report to a file')
		.addOption(new Option('--persona <persona>', 'which rules run (default: the config, else essential for check, strict for scan)').choices(PERSONAS))
		.addOption(new Option('--fail-on <severity>', 'least severity that gives exit code 1, or never').choices([...SEVERITIES.toReversed(), 'never']))
		.addOption(new Option('--rule <id>', 'run this rule only; may be repeated').argParser(collected).default([], 'all of the persona'))
		.option('--verbose', 'name what was not analysed or set aside; show the stack of an error', false);
}

function collected(id: string, before: readonly string[]): readonly string[] {
	return [...before, id];
}

/** What a run gives back: the report, and the lines of source it speaks of. */
export interface Written {
	readonly report: Report;
	readonly sources: SourceLine;
	/** A tree was scanned: there is no change. */
	readonly scanned: boolean;
	/** The rules that ran: SARIF describes them. */
	readonly rules?: readonly RuleMetadata[];
	/** Where the repository is published, for SARIF. */
	readonly repository?: string;
	/** The folder that the paths of a scan start from. */
	readonly root?: string;
}

/** Writes the report where and how the options say, and gives the exit code. */
export function writeReport(written: Written, options: CommonOptions, host: Host): ExitCode {
	const { report, scanned } = written;
	writeOut(rendered(written, options, host), options.output, host);
	return exitCode({ verdict: report.verdict, findings: report.findings, people: report.people, scanned }, options.failOn);
}

function rendered(written: Written, { format, output, verbose }: CommonOptions, host: Host): string {
	const { report, sources: sourceLine } = written;
	if (format === 'json') return json(report);
	if (format === 'sarif') return sarifText(written, host);
	if (format === 'markdown') return markdown(report);
	if (format === 'agent') return agent(report);
	return terminal(report, { sourceLine, verbose, colour: host.colour && output === undefined, width: host.width });
}

/** What does not fit into the file is said aloud: it is left out of nothing else. */
function sarifText({ report, rules = [], scanned, repository, root }: Written, host: Host): string {
	const file = sarif(report, { rules: [...builtinRules(host.dist), ...rules], pages: builtinPages(host.dist), scanned, ...(repository !== undefined && { repository }), ...(root !== undefined && { root }) });
	for (const note of file.notes) host.warn(`groundwire: ${note}\n`);
	return file.text;
}

/** Writes to a file, or to standard output. A file that cannot be written is a ConfigurationError. */
export function writeOut(text: string, output: string | undefined, host: Host): void {
	if (output === undefined) {
		host.print(text);
		return;
	}
	try {
		writeFileSync(output, text);
	} catch (error) {
		throw new ConfigurationError(`the report cannot be written: ${codeOf(error)}`, { path: output, remedy: 'Name a file in a folder that exists and can be written.' });
	}
}

/** Reads a file that the person named. One that cannot be read is a ConfigurationError. */
export function readNamedFile(path: string, what: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		throw new ConfigurationError(`${what} cannot be read: ${codeOf(error)}`, { path });
	}
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
