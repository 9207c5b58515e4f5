import { describe, expect, it } from 'vitest';

import { Marks } from './marks.ts';

const marks = new Marks('w');
const mark = (text: string): string => marks.mark(text, 7);

describe('marks', () => {
	it('stand at the end of lines that give a line of output', () => {
		expect(mark('a: 1\nb:\n  - c\n')).toBe('a: 1 #wf7l1;\nb: #wf7l2;\n  - c #wf7l3;\n');
		expect(mark('a: {{ .Values.a }}')).toBe('a: {{ .Values.a }} #wf7l1;');
		expect(mark('a: 1\r\n')).toBe('a: 1 #wf7l1;\r\n');
	});

	it.each([
		['a control action', '{{- if .Values.a }}\n{{ end }}\n'],
		['a line that runs over', 'a\n{{ .Values.a -}}\n'],
		['a separator', '---\n'],
		['a comment', '# a: {{ .Values.a }}\n'],
		['a comment of the template', '{{/* a:\n b */}}\n'],
		['what a variable takes', '{{ $a := .Values.a }}\n'],
		['a text of several lines', 'a: one\n  and two\n'],
		['an action of several lines, inside', '{{ if or\n  .Values.a }}\n'],
	])('leave %s alone', (_what, text) => {
		expect(mark(text)).toBe(text);
	});

	it('leave names and conditions in named templates alone', () => {
		const text = '{{ define "a" }}\n{{ .Values.name }}\ntrue\n"a": 1,\n{{ end }}\n';
		expect(mark(text)).toBe(text);
		expect(mark('{{ define "a" }}\na: 1\n{{ end }}\n')).toContain('a: 1 #wf7l2;\n');
	});

	it('know braces in strings, and several lines that one action writes', () => {
		expect(mark('a: {{ "}}" }}\n')).toBe('a: {{ "}}" }} #wf7l1;\n');
		expect(mark('a:\n  {{- toYaml .Values.a | nindent 2 }}\n')).toMatch(/^a: #wf7l1;\n {2}\{\{- regexReplaceAll `.*` \(toYaml \.Values\.a \| nindent 2\) "\$\{1\} #wf7l2;" \}\} #wf7l2;\n$/);
	});

	it('are read and taken away again, the innermost first', () => {
		expect(marks.read('a: 1 #wf2l3; #wf7l12;')).toEqual({ text: 'a: 1', from: [{ file: 2, line: 3 }, { file: 7, line: 12 }] });
		expect(marks.read('a: 1 #other')).toEqual({ text: 'a: 1 #other', from: [] });
	});
});
