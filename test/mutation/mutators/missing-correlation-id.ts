import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeText, dropped, type Mutator, nameOf, property } from '../mutator.ts';

const ID = /^(?:requestId|reqId|correlationId|traceId|x-request-id|x-correlation-id|X-Request-Id|X-Correlation-Id)$/;
const OTHER_ID = /(?:req|request|correlation|job|run|task|execution|message|crawl|scrape|operation|transaction|workflow|trace)-?id$/i;

/** The id of the request leaves the log line, the child logger or the headers. */
export const mutator: Mutator = {
	rule: 'missing-correlation-id',
	hint: /request-?id|reqId|correlation-?id|traceId/i,
	sites: (source) =>
		all(source, ts.isObjectLiteralExpression).flatMap((object) => {
			const id = property(object, ID);
			if (id === undefined || !isCarrier(source, object)) return [];
			// A line that is left with another id can still be found by it.
			if (object.properties.some((part) => part !== id && part.name !== undefined && OTHER_ID.test(nameOf(part.name)))) return [];
			return [{ at: object.getStart(source), edits: [dropped(source, object.properties, id)] }];
		}),
};

function isCarrier(source: ts.SourceFile, { parent }: ts.ObjectLiteralExpression): boolean {
	if (ts.isPropertyAssignment(parent)) return parent.name.getText(source) === 'headers';
	return ts.isCallExpression(parent) && /\blog(?:ger)?\.(?:info|warn|error|debug|child)$/i.test(calleeText(source, parent));
}
