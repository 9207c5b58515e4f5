import { describe, expect, it } from 'vitest';

import { helmFailure } from './failure.ts';

describe('what helm complains about', () => {
	it.each([
		['helm 4', 'Error: shop/templates/a.yaml:6:6\n  executing "shop/templates/a.yaml" at <include "h" .>:\n    error calling include:\nshop/templates/_h.tpl:2:13\n  executing "h" at <.Values.a.b>:\n    nil pointer evaluating interface {}.b\n', 'shop/templates/a.yaml', 'shop/templates/_h.tpl:2:13', /not set/],
		['helm 3', 'Error: template: shop/templates/a.yaml:4:18: executing "shop/templates/a.yaml" at <.Values.a.b>: nil pointer evaluating interface {}.b\n', 'shop/templates/a.yaml', 'shop/templates/a.yaml:4:18', /not set/],
		['required', 'Error: execution error at (shop/charts/db/templates/a.yaml:6:8): a password is needed\n', 'shop/charts/db/templates/a.yaml', 'shop/charts/db/templates/a.yaml:6:8', /refuses/],
		['no template', 'Error: parse error at (shop/templates/a.yaml:6): missing value for if\n', 'shop/templates/a.yaml', 'shop/templates/a.yaml:6:1', /no valid template/],
		['no YAML', 'Error: YAML parse error on shop/templates/a.yaml: error converting YAML to JSON: yaml: line 4: did not find expected key\n', 'shop/templates/a.yaml', 'shop/templates/a.yaml:1:1', /does not render to YAML/],
	])('%s', (_what, stderr, path, at, detail) => {
		const failure = helmFailure(stderr);
		expect(failure?.path).toBe(path);
		expect(`${failure?.at.path}:${failure?.at.line}:${failure?.at.column}`).toBe(at);
		expect(failure?.detail).toMatch(detail);
	});

	it('is none of one template', () => {
		expect(helmFailure('Error: chart requires kubeVersion: >=9\n')).toBeUndefined();
	});
});
