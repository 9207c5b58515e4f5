import type { Quote } from './types.ts';

export async function quote(sku: string, requestId: string): Promise<Quote> {
	const response = await fetch(`https://quote.internal/quotes/${sku}`, {
		headers: { 'x-request-id': requestId },
		signal: AbortSignal.timeout(2000),
	});
	if (!response.ok) throw new Error(`quote failed with ${response.status}`);
	return (await response.json()) as Quote;
}
