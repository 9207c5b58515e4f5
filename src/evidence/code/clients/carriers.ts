/** Time limits of the handlers with which AWS clients send. */
export const HANDLER_LIMITS = ['requestTimeout', 'socketTimeout', 'connectionTimeout', 'sessionTimeout'];

/**
 * Classes and functions whose first argument holds the time limits of whatever is given them: request handlers,
 * agents and dispatchers. A plain `http.Agent` only marks idle sockets, so its `timeout` counts as a bound in favour of the code.
 */
export const CARRIERS: Readonly<Record<string, readonly string[]>> = {
	'@smithy/node-http-handler.NodeHttpHandler': HANDLER_LIMITS,
	'@smithy/node-http-handler.NodeHttp2Handler': HANDLER_LIMITS,
	'@aws-sdk/node-http-handler.NodeHttpHandler': HANDLER_LIMITS,
	'@smithy/fetch-http-handler.FetchHttpHandler': HANDLER_LIMITS,
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
