import { pino } from 'pino';

export const logger = pino({ name: 'shop-orders', redact: ['req.headers.authorization'] });
