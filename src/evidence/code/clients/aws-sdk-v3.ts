import { type Client, duration } from './client.ts';
import { HANDLER_LIMITS } from './carriers.ts';

export const AWS_SDK_V3: readonly Client[] = [
	{
		// Judged where it is made, whoever it is given to: a client with one that has no deadline is not to blame as well.
		client: 'NodeHttpHandler',
		family: 'cloud',
		packages: ['@smithy/node-http-handler', '@aws-sdk/node-http-handler'],
		classes: { NodeHttpHandler: 0, NodeHttp2Handler: 0 },
		reportClients: true,
		bounds: HANDLER_LIMITS.map((name) => duration(name)),
		mends: 'requestTimeout',
		otherwise: 'absent',
		source: 'https://github.com/smithy-lang/smithy-typescript/blob/main/packages/node-http-handler/src/node-http-handler.ts',
	},
	{
		client: 'aws-sdk',
		family: 'cloud',
		packages: ['@aws-sdk/client-*'],
		calls: { send: 1 },
		// `S3Client`, and the older aggregated `S3`.
		classes: { '*Client': 0, 'S3': 0, 'SQS': 0, 'SNS': 0, 'SES': 0, 'Lambda': 0, 'DynamoDB': 0, 'SecretsManager': 0, 'SSM': 0, 'KMS': 0, 'STS': 0, 'ECS': 0 },
		reportClients: true,
		bounds: [...HANDLER_LIMITS.map((name) => duration(`requestHandler.${name}`)), { path: 'abortSignal', kind: 'signal' }],
		mends: 'requestHandler.requestTimeout',
		otherwise: 'absent',
		signal: { call: ['abortSignal'] },
		retry: { instance: ['maxAttempts', 'retryStrategy', 'retryMode'], times: 2 },
		source: 'https://github.com/smithy-lang/smithy-typescript/blob/main/packages/node-http-handler/src/node-http-handler.ts',
	},
];
