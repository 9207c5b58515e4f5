import express from 'express';
import { pinoHttp } from 'pino-http';

import { logger } from './logger.ts';
import { charge } from './pay.ts';
import { quote } from './quote.ts';
import type { Order } from './types.ts';

export const app = express();
app.use(express.json());
app.use(pinoHttp({ logger, genReqId: (req) => req.headers['x-request-id'] ?? crypto.randomUUID() }));

app.get('/quotes/:sku', async (req, res) => {
	res.json(await quote(req.params.sku, String(req.id)));
});

app.post('/orders', async (req, res) => {
	const order: Order = req.body;
	const { amount } = await quote(order.sku, String(req.id));
	const receipt = await charge(order, amount);
	res.status(201).json({ id: order.id, receipt });
});
