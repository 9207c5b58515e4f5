import { type Client, duration } from './client.ts';

export const CONNECT_RPC: readonly Client[] = [
	{
		client: 'connect-rpc',
		family: 'grpc',
		packages: ['@connectrpc/connect-node', '@connectrpc/connect-web', '@bufbuild/connect-node'],
		factories: { createConnectTransport: 0, createGrpcTransport: 0, createGrpcWebTransport: 0 },
		reportClients: true,
		bounds: [duration('defaultTimeoutMs')],
		delegates: ['interceptors', 'httpClient', 'fetch', 'sessionManager'],
		mends: 'defaultTimeoutMs',
		otherwise: 'absent',
		signal: { call: ['signal'] },
		headers: { call: ['headers'] },
		retry: 'none',
		source: 'https://github.com/connectrpc/connect-es/blob/main/packages/connect/src/call-options.ts',
	},
];
