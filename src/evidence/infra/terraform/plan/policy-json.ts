import type { Json } from '../../../../parse/yaml/compose.ts';
import type { PlannedResource } from './resources.ts';
import { isRecord } from '../../../../parse/json-values.ts';
import { listOf } from './values.ts';

const LISTS = [['actions', 'Action'], ['not_actions', 'NotAction'], ['resources', 'Resource'], ['not_resources', 'NotResource']] as const;

/**
 * A policy document whose JSON is known after apply only: its blocks tell it, as the AWS provider puts it together
 * (registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document).
 */
export function withPolicyJson({ mode, type }: PlannedResource, block: Json): Json {
	if (mode !== 'data' || type !== 'aws_iam_policy_document' || !isRecord(block) || typeof block['json'] === 'string') return block;
	const statements = listOf(block['statement']);
	if (statements.length === 0) return block;
	return { ...block, json: JSON.stringify({ Version: block['version'] ?? '2012-10-17', Statement: statements.map(statementOf) }) };
}

function statementOf(value: unknown): unknown {
	if (!isRecord(value)) return value;
	const lists = LISTS.flatMap(([from, to]) => (value[from] === undefined ? [] : [[to, single(value[from])]]));
	const principals = principalsOf(value['principals']);
	return {
		...(typeof value['sid'] === 'string' && value['sid'] !== '' && { Sid: value['sid'] }),
		Effect: value['effect'] ?? 'Allow',
		...Object.fromEntries(lists),
		...(principals !== undefined && { Principal: principals }),
		...(listOf(value['condition']).length > 0 && { Condition: conditionOf(value['condition']) }),
	};
}

function single(value: unknown): unknown {
	return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function principalsOf(value: unknown): unknown {
	const found: Record<string, unknown> = {};
	for (const principal of listOf(value).filter(isRecord)) {
		const identifiers = single(principal['identifiers']);
		if (principal['type'] === '*' && identifiers === '*') return '*';
		found[String(principal['type'])] = identifiers;
	}
	return Object.keys(found).length === 0 ? undefined : found;
}

function conditionOf(value: unknown): Record<string, Record<string, unknown>> {
	const found: Record<string, Record<string, unknown>> = {};
	for (const condition of listOf(value).filter(isRecord)) (found[String(condition['test'])] ??= {})[String(condition['variable'])] = single(condition['values']);
	return found;
}
