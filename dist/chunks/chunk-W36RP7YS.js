import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
var REFUSED_BUILTINS=["http.send","net.lookup_ip_addr","opa.runtime","rand.intn","uuid.rfc4122"];export{REFUSED_BUILTINS};
