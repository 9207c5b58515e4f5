import { describe, expect, it } from 'vitest';
import { leadOf } from './lead.ts';

describe('the lead of a message', () => {
	it.each([
		['The readiness probe of `web/app` is gone; it was `GET /ready`.', 'The readiness probe of `web/app` is gone', 'It was `GET /ready`.'],
		['`web/app` is privileged: whoever takes it over has the node.', '`web/app` is privileged', 'Whoever takes it over has the node.'],
		['`fetch` to `pay.internal` has no deadline. Others have.', '`fetch` to `pay.internal` has no deadline', 'Others have.'],
		['The role may do anything (`*`); before: `s3:GetObject`.', 'The role may do anything (`*`); before: `s3:GetObject`', ''],
		[`The role may do anything; before: \`${'a'.repeat(140)}\`.`, 'The role may do anything', `Before: \`${'a'.repeat(140)}\`.`],
		['The key `a; b: c. d` holds a secret', 'The key `a; b: c. d` holds a secret', ''],
	])('of %s', (message, lead, rest) => {
		expect(leadOf(message)).toEqual({ lead, rest });
	});

	it('is none where the first clause says too little or too much', () => {
		for (const message of ['Bad: it is.', `${'word '.repeat(60)}end`, '']) expect(leadOf(message)).toEqual({ rest: message });
	});
});
