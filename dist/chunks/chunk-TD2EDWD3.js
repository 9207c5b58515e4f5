import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
function isRecord(value){return typeof value=="object"&&value!==null&&!Array.isArray(value)}function record(value){return isRecord(value)?value:{}}function isTexts(value){return Array.isArray(value)&&value.every(item=>typeof item=="string")}export{isRecord,record,isTexts};
