import { type Client, SIGNAL, duration } from './client.ts';
import { VERBS_WITH_BODY, VERBS_WITHOUT_BODY, verbs } from './verbs.ts';

export const NEST_AXIOS: readonly Client[] = [
	{
		client: 'HttpService',
		family: 'http',
		packages: ['@nestjs/axios'],
		calls: { 'HttpService.request': 0, ...verbs(VERBS_WITHOUT_BODY.map((verb) => `HttpService.${verb}`), 1), ...verbs(VERBS_WITH_BODY.map((verb) => `HttpService.${verb}`), 2) },
		reportClients: false,
		bounds: [duration('timeout'), SIGNAL],
		mends: 'timeout',
		otherwise: 'absent',
		signal: { call: ['signal', 'cancelToken'] },
		headers: { call: ['headers'] },
		retry: 'none',
		source: 'https://docs.nestjs.com/techniques/http-module#configuration',
	},
	{
		client: 'HttpModule',
		family: 'http',
		packages: ['@nestjs/axios'],
		factories: { 'HttpModule.register': 0 },
		reportClients: true,
		bounds: [duration('timeout'), SIGNAL],
		delegates: ['adapter'],
		mends: 'timeout',
		otherwise: 'absent',
		signal: 'none',
		headers: { instance: ['headers'] },
		retry: 'none',
		source: 'https://docs.nestjs.com/techniques/http-module#configuration',
	},
];
