import { describe, expect, test } from 'vitest';

import { zoneRecords } from './records.ts';

const ZONE = `$ORIGIN example.org.
$TTL 1h
@   IN SOA ns1.example.net. admin.example.org. (
      1 ; serial; with a semicolon
      3600 900 1209600 300 )
    NS ns1.example.net.
www 5m IN A 192.0.2.1
    IN 300 AAAA 2001:db8::1
txt TXT "a ; b" "(c)"
$ORIGIN dev.example.org.
api CNAME www.example.org.
mail MX 10 mx
`;

describe('the records of a zone file', () => {
	test('have whole names, a time and their lines', () => {
		const { records, problems } = zoneRecords(ZONE);
		expect(problems).toEqual([]);
		expect(records.map(({ name, type, ttl, value, line }) => [name, type, ttl, value, line])).toEqual([
			['example.org', 'SOA', 3600, 'ns1.example.net. admin.example.org. 1 3600 900 1209600 300', 3],
			['example.org', 'NS', 3600, 'ns1.example.net', 6],
			['www.example.org', 'A', 300, '192.0.2.1', 7],
			['www.example.org', 'AAAA', 300, '2001:db8::1', 8],
			['txt.example.org', 'TXT', 3600, '"a ; b" "(c)"', 9],
			['api.dev.example.org', 'CNAME', 3600, 'www.example.org', 11],
			['mail.dev.example.org', 'MX', 3600, '10 mx.dev.example.org', 12],
		]);
		expect(records[0]?.endLine).toBe(5);
	});

	test('what is none is told with its line, and the rest is read', () => {
		const { records, problems } = zoneRecords('a IN A 192.0.2.1\nwhat is this\nb IN A 192.0.2.2\n', 'example.org');
		expect(records.map(({ name }) => name)).toEqual(['a.example.org', 'b.example.org']);
		expect(problems).toEqual([{ line: 2, message: 'no resource record' }]);
	});

	test('an open parenthesis does not swallow an error', () => {
		expect(zoneRecords('a IN TXT ( "x"\n"y"', 'example.org').records).toHaveLength(1);
	});
});
