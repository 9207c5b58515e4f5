import { fileURLToPath } from 'node:url';
import * as core from '@actions/core';
import { ConfigurationError } from '../config/configuration-error.ts';
import { statusOf } from '../github/client.ts';
import { visible } from '../report/markdown-escape.ts';
import { readInputs } from './inputs.ts';
import { createLog } from './log.ts';
import { run } from './run.ts';
import { readRunner } from './runner.ts';

const UNDECIDED = 2;
const BUG = 3;

/** The entry of the Action: dist/action/index.js beside dist/cli/index.js. */
async function main(): Promise<number> {
	const log = createLog((text) => process.stdout.write(text));
	try {
		const cli = fileURLToPath(new URL('../cli/index.js', import.meta.url));
		const inputs = readInputs();
		return await run(inputs, await readRunner(process.env), log, cli);
	} catch (error) {
		if (error instanceof ConfigurationError) {
			core.error(visible([error.message, error.remedy ?? ''].filter((part) => part !== '').join('. ')));
			return UNDECIDED;
		}
		const status = statusOf(error);
		if (status !== undefined) {
			core.error(visible(`GitHub could not be asked what this change is (${status}: ${error instanceof Error ? error.message.slice(0, 300) : ''}). Nothing was checked; run the job again`));
			return UNDECIDED;
		}
		core.error('Groundwire ended with an error of its own; please report it with the lines above.');
		log.untrusted('error:', error instanceof Error ? (error.stack ?? error.message) : String(error));
		return BUG;
	}
}

process.exitCode = await main();
