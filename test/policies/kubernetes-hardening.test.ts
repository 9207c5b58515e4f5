import { beforeAll, describe, expect, test } from 'vitest';

import type { RepoPath } from '../../src/change/change.ts';
import { textAfter } from '../../src/fix/text-after.ts';
import { type SourceText, sourceText } from '../../src/parse/text.ts';
import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';
import { editsFor, judgeDocuments } from '../support/document-rules.ts';

const HARDENED = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      labels:
        app: web
    spec:
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
      - name: app
        image: registry.example/web:1.4.2@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          capabilities:
            drop: [ALL]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  loadBalancerSourceRanges:
  - 192.0.2.0/24
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  tls:
  - hosts: [web.example.com]
  rules:
  - host: web.example.com
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
- apiGroups: [""]
  resources: [secrets]
  resourceNames: [db]
  verbs: [get]
`;

/** What a change deletes, the rule that has to say so, what is named, and the line that it stands on afterwards. */
const TAKEN: readonly (readonly [rule: string, text: string, named: string, line: number])[] = [
	['sa-token-mounted-again', '      automountServiceAccountToken: false\n', '`automountServiceAccountToken: false`', 10],
	['run-as-root', '        runAsNonRoot: true\n', '`runAsNonRoot`', 12],
	['seccomp-unconfined', '        seccompProfile:\n          type: RuntimeDefault\n', 'seccomp profile', 12],
	['privilege-escalation', '          allowPrivilegeEscalation: false\n', '`allowPrivilegeEscalation: false`', 19],
	['rootfs-made-writable', '          readOnlyRootFilesystem: true\n', '`readOnlyRootFilesystem: true`', 19],
	['capabilities', '          capabilities:\n            drop: [ALL]\n', '`drop: [ALL]`', 19],
	['digest-dropped', '@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1', '`sha256:4bcff63911fc`', 18],
	['tag-dropped', ':1.4.2@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1', '`registry.example/web:1.4.2@sha256:', 18],
	['network-policy-lost', '  podSelector:\n    matchLabels:\n      app: web\n', '`web`', 4],
	['service-opened', '  loadBalancerSourceRanges:\n  - 192.0.2.0/24\n', '`192.0.2.0/24`', 39],
	['ingress-tls-removed', '  tls:\n  - hosts: [web.example.com]\n', '`web.example.com`', 47],
	['rbac-widened', '  resourceNames: [db]\n', '`db`', 59],
];

const source = (text: string): SourceText => sourceText('deploy/web.yaml' as RepoPath, text);

describe('hardening that a change takes away', () => {
	let rules: BuiltInRules;

	beforeAll(async () => {
		rules = await builtInRules([...new Set(TAKEN.map(([rule]) => rule))]);
	});

	test.each(TAKEN)('%s', (rule, text, named, line) => {
		// A policy that selects nothing in particular selects everything: it is taken away by another label.
		const head = rule === 'network-policy-lost' ? HARDENED.replace(text, text.replace('web', 'shop')) : HARDENED.replace(text, '');
		expect(head).not.toBe(HARDENED);
		const said = judgeDocuments(rules, rule, [source(head)], [source(HARDENED)]);
		expect(said).toMatchObject([{ line, message: expect.stringContaining(named) }]);
		expect(judgeDocuments(rules, rule, [source(head)], [source(head)])).toEqual([]);
		expect(judgeDocuments(rules, rule, [source(HARDENED)], [source(HARDENED)])).toEqual([]);
	});

	test.each(TAKEN.slice(0, 6))('the fix of %s puts it back', (rule, text) => {
		const head = source(HARDENED.replace(text, ''));
		const edits = judgeDocuments(rules, rule, [head], [source(HARDENED)]).flatMap((finding) => editsFor([head], finding, 'kubernetes'));
		expect(edits).toHaveLength(1);
		expect(edits.every(({ safe }) => !safe)).toBe(true);
		expect(judgeDocuments(rules, rule, [source(textAfter(head, edits))], [source(HARDENED)])).toEqual([]);
	});
});
