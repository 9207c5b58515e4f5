import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedLine, withoutSecrets } from './secrets.ts';

// Put together here, so that no reader of this file takes them for real ones.
const GITHUB = ['gh', 'p_', 'a1B2'.repeat(9)].join('');
const AWS = ['AK', 'IA', 'ABCD1234'.repeat(2)].join('');

describe('secrets in what is shown', () => {
	it.each([
		['a token of GitHub', `log('${GITHUB}')`, GITHUB],
		['a key of AWS', `access_key = "${AWS}"`, AWS],
		['a password in a URL', '`http://user:hunter2hunter2@x.example/a` is fetched', 'hunter2hunter2'],
		['a password for curl', 'the script of `a/curl -u user:hunter2hunter2 https://x.`', 'hunter2hunter2'],
		['a header', 'Authorization: Bearer abcdefghijklmnopqrstuvwxyz', 'abcdefghijklmnopqrstuvwxyz'],
		['a key in one line', '-----BEGIN RSA PRIVATE KEY-----MIIEabc+/=', 'MIIEabc+/='],
	])('%s is masked, and nothing moves', (_what, text, secret) => {
		expect(withoutSecrets(text)).toBe(text.replaceAll(secret, '*'.repeat(secret.length)));
	});

	it.each(['password: hunter2x', 'DB_PASSWORD=hunter2x', '  "apiKey": "hunter2x",', "  secret_key = 'hunter2x'", '{name: x, token: hunter2x}', 'MasterUserPassword: hunter2x', '--password=hunter2x', '- {name: DB_PASSWORD, value: hunter2x}'])('the value of %s is masked in a line of source', (line) => {
		expect(maskedLine(line)).toBe(line.replace('hunter2x', '********'));
	});

	it.each(['const token = await issue(user);', 'password: process.env.DB_PASSWORD', 'password = var.password', 'token: ${{ secrets.TOKEN }}', 'secretKeyRef: {name: db, key: password}', 'logger.info({ token }, "charging");', 'readonly token: string;', 'fetch("https://pay.internal/a", { signal })', 'https://user@example.org/a'])('%s stays as it is', (line) => {
		expect(maskedLine(line)).toBe(line);
	});

	it('keeps the length of any text, in time that follows it', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => maskedLine(text).length === text.length));
		for (const run of ['a', '://', 'curl -u ', 'password', 'token:', '-----BEGIN ', 'eyJ', ' ', '.', 'passwordpassword=', 'secret" ']) expect(maskedLine(run.repeat(20_000 / run.length)).length).toBe(run.repeat(20_000 / run.length).length);
	});
});
