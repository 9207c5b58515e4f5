/**
 * gRPC clients are generated: they are known by the credentials they are made with. A call has a deadline only when one is
 * passed to it. https://grpc.io/docs/guides/deadlines/
 */
export const GRPC_CREDENTIALS = /^(?:@grpc\/grpc-js|grpc)\.(?:credentials|ChannelCredentials)\./;

/** Options of a client or of a call that bound it or leave it to someone else. */
export const GRPC_CLIENT_DELEGATES: ReadonlySet<string> = new Set(['interceptors', 'interceptor_providers', 'callInvocationTransformer', 'grpc.service_config']);
export const GRPC_CALL_BOUND = 'deadline';

/** Methods of a client that send nothing. */
export const GRPC_LOCAL: ReadonlySet<string> = new Set(['close', 'getChannel', 'waitForReady', 'on', 'bind']);
