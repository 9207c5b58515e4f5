import { type Client, duration } from './client.ts';

const HANDLER = ['requestTimeout', 'socketTimeout', 'connectionTimeout', 'sessionTimeout'];

/** Cloud providers' clients and the handlers they send with. */
export const CLOUD_CLIENTS: readonly Client[] = [
	{
		// Judged where it is made, whoever it is given to: a client with one that has no deadline is not to blame as well.
		client: 'NodeHttpHandler',
		family: 'cloud',
		packages: ['@smithy/node-http-handler', '@aws-sdk/node-http-handler'],
		classes: { NodeHttpHandler: 0, NodeHttp2Handler: 0 },
		reportClients: true,
		bounds: HANDLER.map((name) => duration(name)),
		otherwise: 'absent',
		source: 'https://github.com/smithy-lang/smithy-typescript/blob/main/packages/node-http-handler/src/node-http-handler.ts',
	},
	{
		client: 'aws-sdk',
		family: 'cloud',
		packages: ['@aws-sdk/client-*'],
		// `S3Client`, and the older aggregated `S3`.
		classes: { '*Client': 0, 'S3': 0, 'SQS': 0, 'SNS': 0, 'SES': 0, 'Lambda': 0, 'DynamoDB': 0, 'SecretsManager': 0, 'SSM': 0, 'KMS': 0, 'STS': 0, 'ECS': 0 },
		reportClients: true,
		bounds: HANDLER.map((name) => duration(`requestHandler.${name}`)),
		otherwise: 'absent',
		source: 'https://github.com/smithy-lang/smithy-typescript/blob/main/packages/node-http-handler/src/node-http-handler.ts',
	},
	{
		client: 'aws-sdk',
		family: 'cloud',
		packages: ['aws-sdk'],
		classes: { 'S3': 0, 'SQS': 0, 'SNS': 0, 'SES': 0, 'Lambda': 0, 'DynamoDB': 0, 'SecretsManager': 0 },
		reportClients: true,
		bounds: [duration('httpOptions.timeout'), duration('httpOptions.connectTimeout')],
		otherwise: { ms: 120_000 },
		source: 'https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Config.html#httpOptions-property',
	},
];

/**
 * Classes and functions whose first argument holds the time limits of whatever is given them: request handlers,
 * agents and dispatchers. A plain `http.Agent` only marks idle sockets, so its `timeout` counts as a bound in favour of the code.
 */
export const CARRIERS: Readonly<Record<string, readonly string[]>> = {
	'@smithy/node-http-handler.NodeHttpHandler': HANDLER,
	'@smithy/node-http-handler.NodeHttp2Handler': HANDLER,
	'@aws-sdk/node-http-handler.NodeHttpHandler': HANDLER,
	'@smithy/fetch-http-handler.FetchHttpHandler': HANDLER,
	'undici.Agent': ['headersTimeout', 'bodyTimeout', 'connectTimeout'],
	'undici.Pool': ['headersTimeout', 'bodyTimeout'],
	'undici.Client': ['headersTimeout', 'bodyTimeout'],
	'undici.ProxyAgent': ['headersTimeout', 'bodyTimeout'],
	'undici.EnvHttpProxyAgent': ['headersTimeout', 'bodyTimeout'],
	'node:http.Agent': ['timeout'],
	'node:https.Agent': ['timeout'],
	'agentkeepalive': ['timeout'],
	'agentkeepalive.HttpsAgent': ['timeout'],
	'agentkeepalive.HttpAgent': ['timeout'],
};
