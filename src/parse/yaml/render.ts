import { dump } from 'js-yaml';

/** A value as lines of block YAML, indented by `step` a level. Strings that any YAML version reads otherwise are quoted. */
export function renderYaml(value: unknown, step: number): string[] {
	return dump(value, { indent: step, lineWidth: -1, noRefs: true }).trimEnd().split('\n');
}
