import { type Client, duration } from './client.ts';

export const OCTOKIT: readonly Client[] = [
	{
		client: 'octokit',
		family: 'http',
		packages: ['@octokit/rest', '@octokit/core', 'octokit', '@octokit/action', '@octokit/request'],
		calls: { request: 1, graphql: 1 },
		classes: { Octokit: 0 },
		reportClients: true,
		bounds: [duration('request.timeout'), { path: 'request.signal', kind: 'signal' }],
		delegates: ['request'],
		// Each call may bring `request.signal`, and plug-ins add limits of their own.
		otherwise: 'unknown',
		signal: { call: ['request.signal'] },
		headers: { call: ['headers'] },
		source: 'https://github.com/octokit/request.js#request',
	},
];
