import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
var CODE=/\.(?:tf|tofu)(?:\.json)?$/,VALUES=/(?:^|\/)(?:terraform\.tfvars|[^/]*\.auto\.tfvars)(?:\.json)?$/,FETCHED=/(?:^|\/)\.(?:terraform|terragrunt-cache)\//;function isTerraformPath(path){return CODE.test(path)&&!FETCHED.test(path)}function isModuleInput(path){return isTerraformPath(path)||VALUES.test(path)&&!FETCHED.test(path)}export{isTerraformPath,isModuleInput};
