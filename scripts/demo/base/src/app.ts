import express from 'express';
import { pinoHttp } from 'pino-http';

import { logger } from './logger.ts';
import { quote } from './quote.ts';

export const app = express();
app.use(express.json());
app.use(pinoHttp({ logger, genReqId: (req) => req.headers['x-request-id'] ?? crypto.randomUUID() }));

app.get('/quotes/:sku', async (req, res) => {
	res.json(await quote(req.params.sku, String(req.id)));
});
