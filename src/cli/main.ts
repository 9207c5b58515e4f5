import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '../config/configuration-error.ts';
import { auditCommand } from './audit.ts';
import { baselineCommand } from './baseline.ts';
import { checkCommand } from './check.ts';
import { evidenceCommand } from './evidence.ts';
import { explainCommand } from './explain.ts';
import type { Done, Host } from './host.ts';
import { initCommand } from './init.ts';
import { policyCommand } from './policy.ts';
import { profileCommand } from './profile.ts';
import { scanCommand } from './scan.ts';

const EXIT_CODES = `
Exit codes: 0 pass, 1 blocked, 2 could not decide, 3 a bug of Groundwire.`;

/** Parses the arguments (without node and script) and runs one command. Gives the exit code; throws a ConfigurationError on wrong usage. */
export async function main(argv: readonly string[], host: Host): Promise<number> {
	let code = 0;
	const done: Done = (value) => {
		code = value;
	};
	const program = new Command('groundwire')
		.description('Reads a change the way an operations engineer would, and says on the exact lines what will hurt in production.')
		.version(host.version)
		.showHelpAfterError(false)
		.showSuggestionAfterError(true)
		.addHelpText('after', EXIT_CODES);
	for (const command of [checkCommand, scanCommand, baselineCommand, initCommand, evidenceCommand, explainCommand, profileCommand, policyCommand, auditCommand]) program.addCommand(command(host, done));
	let failing = program;
	quiet(program, host, (command) => {
		failing = command;
	});
	try {
		await program.parseAsync(argv, { from: 'user' });
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		if (error.exitCode === 0) return 0;
		throw usageError(error, failing);
	}
	return code;
}

/** Commander must neither end the process nor write by itself: errors come out as ours do. */
function quiet(command: Command, host: Host, onError: (command: Command) => void): void {
	command.exitOverride().configureOutput({ writeOut: host.print, writeErr: host.warn, outputError: () => onError(command) });
	for (const child of command.commands) quiet(child, host, onError);
}

/** `groundwire policy new`, as it is typed. */
function nameOf(command: Command): string {
	return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

function usageError(error: CommanderError, command: Command): ConfigurationError {
	// Without a command, commander prints its help to standard error and has nothing to say.
	if (error.code === 'commander.help') return new ConfigurationError('no command was given', { remedy: 'Start with `groundwire check` or `groundwire scan PATH`.' });
	const [message = '', ...hint] = error.message.replace(/^error: /, '').split('\n');
	return new ConfigurationError(message, { remedy: [...hint, `\`${nameOf(command)} --help\` shows the usage.`].join(' ') });
}
