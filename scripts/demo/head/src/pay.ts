import { logger } from './logger.ts';
import type { Order } from './types.ts';

const PAY_URL = 'https://pay.internal/charges';

export async function charge(order: Order, amount: number): Promise<string | undefined> {
	console.log('charging order', order);
	const response = await fetch(PAY_URL, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ order: order.id, amount }),
	});
	logger.info({ orderId: order.id, status: response.status }, 'charged');
	const { receipt } = (await response.json()) as { receipt: string };
	return receipt;
}

export async function refund(receipt: string): Promise<void> {
	try {
		await fetch(`${PAY_URL}/${receipt}/refund`, { method: 'POST', signal: AbortSignal.timeout(2000) });
	} catch {}
}
