import { describe, expect, it } from 'vitest';

import { outlineOf } from './rule-heads.ts';

describe('the outline of a Rego file', () => {
	it('has the package and the names of its rules', () => {
		const outline = outlineOf(`# package no.package
package ocp.best

import rego.v1

deny contains msg if {
	input.kind == "Deployment"
	msg := "warn contains"
}

violation_a[{"msg": msg}] {
	deny_inside
}

default warn_b = false
`);
		expect(outline.package).toBe('ocp.best');
		expect(outline.heads).toEqual(expect.arrayContaining(['deny', 'violation_a', 'warn_b']));
		expect(outline.heads).not.toContain('deny_inside');
	});

	it('takes nothing from texts over several lines', () => {
		expect(outlineOf('package a\n\nx := `\ndeny contains 1\n`\n').heads).not.toContain('deny');
	});

	it('keeps the names that stand in brackets', () => {
		expect(outlineOf('package a["b-c"].d\n').package).toBe('a["b-c"].d');
	});

	it('is without a package where the file has none', () => {
		expect(outlineOf('deny := 1\n')).toEqual({ heads: ['deny'] });
	});
});
