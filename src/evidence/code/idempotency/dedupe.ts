import type { FunctionNode } from '../value/value.ts';

/** What tells the second arrival of a message from the first, by what it looks like in code; the surest first. */
const SIGNS: readonly (readonly [string, RegExp])[] = [
	['upsert', /\bupsert\w*\(|onConflict|on\s+conflict|on\s+duplicate\s+key|insert\s+ignore|skipDuplicates|ignoreDuplicates|orIgnore|findOrCreate|createIfNotExists|\bmerge\s*\(|updateOne\([^)]*upsert|INSERT\s+OR\s+IGNORE|ConditionExpression|attribute_not_exists/i],
	['key', /idempoten|dedup|jobId|messageDeduplicationId|externalId|eventId|event\.id\b|event_id|messageId|message\.id\b|msg\.id\b|webhookId|deliveryId|requestId\s*:/i],
	['lookup', /\b(?:findUnique|findFirst|findOne|findOneBy|findBy\w*|getBy\w*|exists|existsBy|count|has|hasBeen\w*|sismember|setnx|isDuplicate|already\w*|wasProcessed|alreadyProcessed)\w*\(|['"]NX['"]|\bNX\s*:\s*true|\bprocessed\w*|SELECT\s+[\s\S]{0,80}\bFROM\b/i],
	['constraint', /P2002|23505|ER_DUP_ENTRY|11000|unique(?:Violation|Constraint|ConstraintError)|duplicate/i],
];

/** The first sign of a check for repeated arrivals in these functions; empty when there is none. */
export function dedupeIn(functions: readonly FunctionNode[]): string {
	const text = functions.map((fn) => fn.getText()).join('\n');
	return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? '';
}
