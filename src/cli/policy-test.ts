import { Command, InvalidArgumentError, Option } from 'commander';
import { ConfigurationError } from '../config/configuration-error.ts';
import { REFUSED_BUILTINS } from '../policy/refused-builtins.ts';
import type { RegoTested } from '../policy/rego-tool.ts';
import type { Done, Host } from './host.ts';
import { openRegoTool, policyPaths, regoOf } from './policy-common.ts';

interface Options {
	readonly run?: string;
	readonly coverage?: true;
	readonly threshold?: number;
	readonly format: 'text' | 'json';
	readonly v0Compatible?: true;
	readonly verbose: boolean;
}

/** `groundwire policy test`: runs the tests of rules. */
export function policyTestCommand(host: Host, done: Done): Command {
	return new Command('test')
		.description('Run the test_ rules; files in fixtures/ are evidence, as data.fixtures')
		.argument('[path...]', 'files or folders (default: .groundwire/policies)')
		.option('--run <regex>', 'only tests whose full name matches, for example data.team.owner_test.test_bad')
		.option('--coverage', 'say which lines no test came by')
		.addOption(new Option('--threshold <percent>', 'least coverage; implies --coverage').argParser(percentage))
		.addOption(new Option('--format <format>', 'how to write the results').choices(['text', 'json']).default('text'))
		.option('--v0-compatible', 'read Rego as OPA before 1.0 did')
		.option('--verbose', 'name the tests that passed, too', false)
		.action(async (named: readonly string[], options: Options) => {
			const paths = policyPaths(named);
			const { readAuthored } = await import('../policy/authoring/sources.ts');
			const { readFixtures } = await import('./policy-fixtures.ts');
			const { ERROR_LIMIT, withForeignSchemas } = await import('../policy/authoring/check.ts');
			const { files, fixtures } = readAuthored(paths);
			const tool = await openRegoTool(host);
			const evidence = await readFixtures(fixtures, host.dist);
			const tested = withForeignSchemas(files, (schemas) => tool.test({
				files,
				paths,
				fixtures: evidence,
				schemas,
				strict: false,
				errorLimit: ERROR_LIMIT,
				coverage: options.coverage === true || options.threshold !== undefined,
				...(options.run !== undefined && { only: goRegex(options.run) }),
				...regoOf(options),
			}));
			done(await report(tested, files, options, host));
		});
}

/** Where nothing was tested, nothing passed: a misspelt name must not look like success. */
const NOTHING_RAN = 2;

/** Go's regular expressions are the judge of them; here only what nobody could mean is refused. */
function goRegex(text: string): string {
	if (text === '') throw new ConfigurationError('--run needs a regular expression');
	return text;
}

function percentage(text: string): number {
	const value = Number(text);
	if (text.trim() === '' || !(value >= 0 && value <= 100)) throw new InvalidArgumentError('It must be a number from 0 to 100.');
	return value;
}

function refuseRegex({ errors }: RegoTested, { run }: Options): void {
	const [error] = errors;
	if (run !== undefined && error?.message.startsWith('error parsing regexp') === true) throw new ConfigurationError(`--run: ${error.message}`, { remedy: 'It is a regular expression of Go, such as test_bad.' });
}

async function report(tested: RegoTested, files: Readonly<Record<string, string>>, options: Options, host: Host): Promise<number> {
	const { format, verbose, threshold } = options;
	const { linesOf, placeText, problemsText } = await import('../policy/authoring/problem-text.ts');
	const { countTests, coverageText, testsJson, testsText } = await import('../policy/authoring/test-text.ts');
	const lineOf = linesOf(files);
	if (tested.errors.length > 0) {
		refuseRegex(tested, options);
		host.warn(problemsText(tested.errors, lineOf, regoOf(options).rego));
		return 1;
	}
	for (const use of tested.builtins) {
		if (REFUSED_BUILTINS.includes(use.name)) host.warn(`${placeText(use)}: ${use.name} is refused when a change is judged: \`groundwire policy check\` does not accept it\n`);
	}
	const { fail, error } = countTests(tested.tests);
	const failed = fail + error > 0;
	// As with opa, coverage stands in place of the results, unless a test failed.
	const coverage = failed ? undefined : tested.coverage;
	if (tested.tests.length === 0) host.warn(options.run === undefined ? 'no tests were run\n' : `no test has a name that matches ${options.run}\n`);
	if (format === 'json') host.print(`${JSON.stringify(coverage ?? testsJson(tested.tests), undefined, 2)}\n`);
	else host.print(`${testsText(tested.tests, lineOf, verbose)}${coverage === undefined ? '' : coverageText(coverage)}`);
	if (tested.tests.length === 0) return NOTHING_RAN;
	if (failed) return 1;
	return isCovered(coverage?.coverage, threshold, host) ? 0 : 1;
}

/** Both in per cent. */
function isCovered(covered: number | undefined, threshold: number | undefined, host: Host): boolean {
	if (threshold === undefined || covered === undefined || covered >= threshold) return true;
	host.warn(`Code coverage threshold not met: got ${covered.toFixed(2)} instead of ${threshold.toFixed(2)}\n`);
	return false;
}
