/**
 * OPA builtins that no policy may call: they reach out of the evaluation, or their answer is not a function of the input
 * and the run. A policy that names one does not compile, and the error carries the line.
 */
export const REFUSED_BUILTINS: readonly string[] = ['http.send', 'net.lookup_ip_addr', 'opa.runtime', 'rand.intn', 'uuid.rfc4122'];
