import { type Client, duration } from './client.ts';

export const AWS_SDK_V2: readonly Client[] = [
	{
		client: 'aws-sdk',
		family: 'cloud',
		packages: ['aws-sdk'],
		classes: { 'S3': 0, 'SQS': 0, 'SNS': 0, 'SES': 0, 'Lambda': 0, 'DynamoDB': 0, 'SecretsManager': 0 },
		reportClients: true,
		bounds: [duration('httpOptions.timeout'), duration('httpOptions.connectTimeout')],
		otherwise: { ms: 120_000 },
		signal: 'none',
		retry: { instance: ['maxRetries', 'retryDelayOptions'], times: 'unknown' },
		source: 'https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Config.html#httpOptions-property',
	},
];
