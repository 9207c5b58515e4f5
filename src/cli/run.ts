import { fileURLToPath } from 'node:url';
import { ConfigurationError } from '../config/configuration-error.ts';
import { visible } from '../report/markdown-escape.ts';
import { VERSION } from '../version.ts';
import type { Host } from './host.ts';
import { main } from './main.ts';

/** Could not decide: a mistake in the options, the config or the repository. */
const UNDECIDED = 2;
/** A bug of ours. Node's own code for a crash is 1, which would read as "blocked". */
const BUG = 3;

/** Runs the command line in this process and gives its exit code. `dist` is the folder of the built bundle. */
export async function run(argv: readonly string[], dist: URL): Promise<number> {
	const verbose = argv.includes('--verbose');
	const crash = (error: unknown): never => process.exit(failed(error, verbose));
	process.on('uncaughtException', crash).on('unhandledRejection', crash);
	// A reader that has seen enough (`| head`) is no failure, and must not change the exit code.
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code !== 'EPIPE') crash(error);
		});
	}
	try {
		return await main(argv, host(dist));
	} catch (error) {
		return failed(error, verbose);
	}
}

function host(dist: URL): Host {
	const { NO_COLOR, FORCE_COLOR } = process.env;
	return {
		dist: fileURLToPath(dist),
		version: VERSION,
		environment: process.env,
		print: (text) => void process.stdout.write(text),
		warn: (text) => void process.stderr.write(text),
		colour: FORCE_COLOR === undefined || FORCE_COLOR === '' ? process.stdout.isTTY && (NO_COLOR ?? '') === '' : FORCE_COLOR !== '0',
		width: process.stdout.columns ?? 120,
	};
}

/** Says what went wrong in one or two lines, and which exit code that is. */
function failed(error: unknown, verbose: boolean): number {
	if (error instanceof ConfigurationError) {
		const position = [error.line, error.line === undefined ? undefined : error.column].filter((part) => part !== undefined);
		const place = error.path === undefined ? '' : `${[visible(error.path), ...position].join(':')}: `;
		process.stderr.write(`groundwire: ${place}${visible(error.message)}\n${error.remedy === undefined ? '' : `  ${visible(error.remedy)}\n`}`);
		return UNDECIDED;
	}
	const message = error instanceof Error ? error.message : String(error);
	process.stderr.write(`groundwire: this is a bug of Groundwire, please report it with the output of --verbose: ${visible(message)}\n`);
	if (verbose && error instanceof Error && error.stack !== undefined) process.stderr.write(`${error.stack}\n`);
	return BUG;
}
