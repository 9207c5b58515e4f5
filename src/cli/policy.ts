import { Command } from 'commander';
import type { Done, Host } from './host.ts';
import { policyCheckCommand } from './policy-check.ts';
import { policyFmtCommand } from './policy-fmt.ts';
import { policyListCommand } from './policy-list.ts';
import { policyNewCommand } from './policy-new.ts';
import { policyTestCommand } from './policy-test.ts';

/** `groundwire policy`: what a team needs to write its own rules. */
export function policyCommand(host: Host, done: Done): Command {
	const command = new Command('policy').description('Write, check, test, format and list rules, with the OPA that is built in').addHelpText('after', '\nExit codes: 0 all is well, 1 errors or failed tests, 2 wrong usage, 3 a bug of Groundwire.');
	for (const child of [policyNewCommand, policyCheckCommand, policyTestCommand, policyFmtCommand, policyListCommand]) command.addCommand(child(host, done));
	return command;
}
