import { type Client } from './client.ts';

export const GOOGLE_CLOUD: readonly Client[] = [
	{
		client: 'google-cloud',
		family: 'cloud',
		packages: ['@google-cloud/*'],
		classes: { '*Client': 0, Storage: 0, PubSub: 0, BigQuery: 0, Firestore: 0, Datastore: 0, Spanner: 0 },
		reportClients: true,
		bounds: [],
		// Every method of every service has a limit of its own in its generated configuration.
		otherwise: 'unknown',
		source: 'https://github.com/googleapis/gax-nodejs/blob/main/client-libraries.md',
	},
];
