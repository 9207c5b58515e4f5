/** What a changed guardrail will do once it is merged. Judged by the version at base; nothing here changes this verdict for the better. */
export interface GuardrailChange {
	/** Where the guardrail stands, or stood: of one that was moved away, its old place. */
	readonly path: string;
	readonly kind: 'config' | 'policy' | 'baseline' | 'workflow' | 'code-owners' | 'agent-instructions';
	/** Effective differences, the gravest first, one phrase each: "would stop blocking: 3 rules (`a`, `b`, `c`)". */
	readonly effects: readonly string[];
	/** True when an effect makes the guardrail weaker, or when nobody can tell. */
	readonly weaker: boolean;
}
