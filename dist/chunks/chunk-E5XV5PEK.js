import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
var SEVERITIES=["low","medium","high","critical"],CONFIDENCES=["low","medium","high"],PERSONAS=["essential","recommended","strict"];export{SEVERITIES,CONFIDENCES,PERSONAS};
