import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
function pointerStep(key){return`/${String(key).replaceAll("~","~0").replaceAll("/","~1")}`}export{pointerStep};
