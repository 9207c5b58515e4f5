import { beforeAll, describe, expect, test } from 'vitest';

import type { RepoPath } from '../../src/change/change.ts';
import { extractDocuments } from '../../src/evidence/infra/documents.ts';
import { textAfter } from '../../src/fix/text-after.ts';
import { type SourceText, sourceText } from '../../src/parse/text.ts';
import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';
import { editsFor, judgeDocuments } from '../support/document-rules.ts';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3 # one for each zone
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: registry.example/web:1.4.2
          startupProbe:
            tcpSocket:
              port: 8080
            failureThreshold: 30
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
`;
const JOB = `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "5 3 * * *"
  jobTemplate:
    spec:
      activeDeadlineSeconds: 3600
      template:
        spec:
          restartPolicy: Never
          containers: []
`;
const BUDGET = `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`;

/** What a change takes away, by rule: the text at base, and how it is lost. */
const LOST: readonly (readonly [rule: string, base: string, lose: (text: string) => string])[] = [
	['replicas-lowered', WEB, (text) => text.replace('replicas: 3', 'replicas: 1')],
	['replicas-lowered', WEB, (text) => text.replace(/ {2}replicas: .*\n/, '')],
	['requests-removed', WEB.replace(/ {12}limits:\n.*\n/, '            claims: []\n'), (text) => text.replace(/ {12}requests:\n.*\n.*\n/, '')],
	['requests-removed', WEB, (text) => text.replace(/ {14}cpu: .*\n/, '')],
	['missing-limits', WEB, (text) => text.replace(/ {12}limits:\n.*\n/, '')],
	['startup-probe-removed', WEB, (text) => text.replace(/ {10}startupProbe:\n.*\n.*\n.*\n/, '')],
	['job-deadline-removed', JOB, (text) => text.replace(/ {6}activeDeadlineSeconds: .*\n/, '')],
];

let rules: BuiltInRules;

beforeAll(async () => {
	rules = await builtInRules([...new Set(LOST.map(([rule]) => rule)), 'removed-api']);
});

const file = (text: string): SourceText => sourceText('deploy/app.yaml' as RepoPath, text);

function objects(source: SourceText): readonly unknown[] {
	const evidence = extractDocuments(source);
	return evidence.kind === 'documents' ? evidence.documents.map(({ document }) => document) : [];
}

describe('what a change takes away', () => {
	test.each(LOST)('%s: it is missed, and its fix puts it back', (rule, base, lose) => {
		const before = file(base);
		const after = file(lose(base));
		expect(after.text).not.toBe(before.text);
		const lost = judgeDocuments(rules, rule, [after], [before]);
		expect(lost).toHaveLength(1);
		const mended = file(textAfter(after, lost.flatMap((finding) => editsFor([after], finding, 'kubernetes'))));
		expect(objects(mended)).toEqual(objects(before));
		expect(judgeDocuments(rules, rule, [mended], [before])).toEqual([]);
		expect(judgeDocuments(rules, rule, [before], [before])).toEqual([]);
	});
});

test('an API version of which only the name has changed is replaced, and nothing else', () => {
	const found = judgeDocuments(rules, 'removed-api', [file(BUDGET)]);
	const edits = found.flatMap((finding) => editsFor([file(BUDGET)], finding, 'kubernetes'));
	expect(textAfter(file(BUDGET), edits)).toBe(BUDGET.replace('v1beta1', 'v1'));
});
