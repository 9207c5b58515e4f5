import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
function looksLikePlan(path,bytes){if(!path.toLowerCase().endsWith(".json")||path.toLowerCase().endsWith(".tf.json"))return!1;let text=Buffer.from(bytes.buffer,bytes.byteOffset,bytes.byteLength);return text.includes('"format_version"')&&(text.includes('"resource_changes"')||text.includes('"planned_values"'))}function isPlanName(path){return/(?:^|\/)[^/]*plan[^/]*\.json$/i.test(path)}export{looksLikePlan,isPlanName};
