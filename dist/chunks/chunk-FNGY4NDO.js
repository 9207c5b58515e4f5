import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
var CODE_FILE=/\.(?:[cm]?ts|[cm]?js|tsx|jsx)$/,DECLARATION_FILE=/\.d\.(?:[a-z-]+\.)?[cm]?ts$/;function isCodePath(path){return CODE_FILE.test(path)&&!DECLARATION_FILE.test(path)}export{isCodePath};
