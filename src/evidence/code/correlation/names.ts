/** Names that look like a request's id and are something else: `pullRequestId`, `requestIdleCallback`. */
const OTHER = /(?:pull|merge|access|feature|friend|join|approval|change|sign|signature|deletion|export|import|leave|refund|service|payment|invite|membership|share|quote)requests?id|requestidle/;
const ID = /(?:request|req|correlation|trace)id(?!ent)|correlation|traceparent|tracecontext|traceheader|requestheaderid/;
const HEADER = /^(?:[a-z0-9-]*-)?(?:request-?id|correlation-?id|trace-?id|traceparent|cloud-trace-context|amzn-trace-id)$/i;
/** Ids that a log line carries so that it can be found again; wider than a request's own. */
const WORK_ID = /^(?:job|task|run|execution|message|crawl|scrape|operation|transaction|workflow)[-_]?id$/i;

/** Does this name mean the id of a request: `requestId`, `X-Correlation-Id`, `CORRELATION_HEADER`, `withCorrelationHeader`? */
export function isIdName(name: string): boolean {
	const plain = name.replaceAll(/[-_\s]/g, '').toLowerCase();
	return ID.test(plain) && !OTHER.test(plain);
}

/** Is this text the name of a header that carries the id? */
export function isIdHeader(text: string): boolean {
	return text.length <= 60 && HEADER.test(text) && isIdName(text);
}

/** Does a field of this name let a log line be joined with the others of its request, job or message? */
export function isLogIdName(name: string): boolean {
	return isIdName(name) || WORK_ID.test(name);
}
