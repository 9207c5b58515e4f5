import { expect, it } from 'vitest';
import { webAddress } from './published-at.ts';

it.each([
	['git@github.com:acme/shop.git', 'https://github.com/acme/shop'],
	['ssh://git@github.com:22/acme/shop.git', 'https://github.com/acme/shop'],
	['https://ada:secret@github.example:8443/acme/shop.git/', 'https://github.example:8443/acme/shop'],
	['http://git.internal/acme/shop', 'https://git.internal/acme/shop'],
	['/srv/git/shop.git', undefined],
	['../shop', undefined],
	['file:///srv/git/shop.git', undefined],
	['', undefined],
])('%j is published at %j', (remote, address) => {
	expect(webAddress(remote)).toBe(address);
});
