import { findingOf, reportOf } from './report-of.ts';
import type { Prepared } from './run-action.ts';

const medium = { severity: 'medium' } as const;

const FETCH = findingOf({ ...medium, fingerprint: 'aaaa000000000001', path: 'src/pay.ts', line: 10 });
const PROBE = findingOf({ ...medium, fingerprint: 'bbbb000000000002', path: 'deploy/app.yaml', line: 4, endLine: 6, side: 'LEFT', state: 'removed' });
const OUTSIDE = findingOf({ ...medium, fingerprint: 'cccc000000000003', path: 'src/pay.ts', line: 30 });
const ON_PICTURE = findingOf({ fingerprint: 'dddd000000000004', path: 'logo.png', line: 1, severity: 'low' });
const ELSEWHERE = findingOf({ ...medium, fingerprint: 'eeee000000000005', path: 'src/old.ts', line: 1 });

/** A place of every kind: a line, deleted lines, a line beside the diff, a file, and nowhere on the diff. */
const FIRST = [FETCH, PROBE, OUTSIDE, ON_PICTURE, ELSEWHERE];
const NEW = findingOf({ ...medium, fingerprint: 'ffff000000000006', path: 'src/pay.ts', line: 41 });
const NEW_ON_PICTURE = findingOf({ ...medium, fingerprint: 'ffff000000000007', path: 'logo.png', line: 1 });

/**
 * What the check reports on the three heads of a pull request: five findings; one of them fixed; that one back, two others fixed, and
 * two new ones. Nothing blocks: then only publication can end a run with anything but 0.
 */
export const STAGES: readonly Prepared[] = [FIRST, FIRST.filter((finding) => finding !== OUTSIDE), [OUTSIDE, ON_PICTURE, ELSEWHERE, NEW, NEW_ON_PICTURE]].map((findings) => ({ report: reportOf(findings), exitCode: 0 }));

/** More than two requests of a check run take. */
export const MANY: Prepared = { report: reportOf(Array.from({ length: 120 }, (_, index) => findingOf({ ...medium, fingerprint: `abcd${String(index).padStart(12, '0')}`, path: 'src/pay.ts', line: index + 1 }))), exitCode: 0 };

/** A finding that blocks until somebody with the right has waived it. */
const GRAVE = { ...findingOf({ fingerprint: 'aaaa000000000009', path: 'src/pay.ts', line: 10 }), digest: 'd1'.repeat(16) };
const blocking = reportOf([GRAVE]);
export const WAIVABLE: Prepared = {
	report: { ...blocking, verdict: { ...blocking.verdict, threshold: { severity: 'high', confidence: 'high' } }, people: { rules: { waive: 'maintain', approve: 'write', recheck: 'write' }, required: [] } },
	exitCode: 1,
};
