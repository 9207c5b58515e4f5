/** An action with nothing quoted before it on its line: inside quotes, `{{ … }}` is an ordinary string to YAML. */
const ACTION = /^[^"'#\n]*\{[{%]/m;
/** What only Go templates write, and nearly all of Helm's do. */
const GO_TEMPLATE = /\{\{-?\s*(?:\.|\$|\/\*|(?:if|else|end|with|range|define|template|include|block|toYaml|tpl|printf|default|quote|required|fail)\b)/;

/** Is this text, which is not valid YAML, the template of some? */
export function templateKind(text: string): 'helm' | 'other' | undefined {
	if (!ACTION.test(text)) return undefined;
	return GO_TEMPLATE.test(text) ? 'helm' : 'other';
}
