import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
var ConfigurationError=class extends Error{name="ConfigurationError";path;line;column;remedy;constructor(message,place={}){super(message),this.path=place.path,this.line=place.line,this.column=place.column,this.remedy=place.remedy}};export{ConfigurationError};
