import { expect, test } from 'vitest';

import type { Change } from '../change/change.ts';
import type { Config } from '../config/config.ts';
import { codeFacts } from '../../test/support/code-facts.ts';
import type { RuleMetadata } from '../policy/policy.ts';
import { locate } from './locating.ts';

const RULE = { id: 'r', severity: 'high', confidence: 'high' } as unknown as RuleMetadata;
const CHANGE: Change = { files: [] } as unknown as Change;
const CONFIG = { rules: {} } as unknown as Config;

test('what base had and head lacks stands where it stood', () => {
	const earlier = codeFacts({ 'a.js': "console.log('a');\nconsole.log('b');\n" }, 'a.js');
	const evidence = codeFacts({ 'a.js': "console.log('b');\n" }, 'a.js');
	const [lost] = earlier.code.logCalls;
	const [left] = evidence.code.logCalls;
	if (lost === undefined || left === undefined) throw new Error('no facts');
	const raw = { at: left.at, message: 'gone', was: [lost.at, lost.at] };
	const located = locate({ side: 'head', rule: RULE, raw, evidence, earlier }, CHANGE, CONFIG);
	expect(located.was).toMatchObject({ startLine: 1 });
	expect(located.related).toMatchObject([{ side: 'LEFT', startLine: 1 }]);
	expect(located.range).toMatchObject({ startLine: 1 });
	expect(locate({ side: 'head', rule: RULE, raw: { at: left.at, message: 'gone' }, evidence, earlier }, CHANGE, CONFIG).was).toBeUndefined();
});
