import { type Client, SIGNAL, duration } from './client.ts';
import { VERBS_WITH_BODY, VERBS_WITHOUT_BODY, verbs } from './verbs.ts';

export const AXIOS: readonly Client[] = [
	{
		client: 'axios',
		family: 'http',
		packages: ['axios', 'axios-https-proxy-fix'],
		calls: { '': 1, request: 0, ...verbs(VERBS_WITHOUT_BODY, 1), ...verbs(VERBS_WITH_BODY, 2), ...verbs(['postForm', 'putForm', 'patchForm'], 2) },
		optionsFirst: true,
		factories: { create: 0 },
		reportClients: true,
		bounds: [duration('timeout'), SIGNAL, { path: 'cancelToken', kind: 'signal' }],
		delegates: ['adapter'],
		mends: 'timeout',
		otherwise: 'absent',
		signal: { call: ['signal', 'cancelToken'] },
		headers: { call: ['headers'], instance: ['headers'] },
		retry: 'none',
		source: 'https://axios-http.com/docs/req_config',
	},
];
