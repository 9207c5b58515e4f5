import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
function isZonePath(path){let name=path.slice(path.lastIndexOf("/")+1);return/\.zone$/i.test(name)||/^db\.[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name)||/(?:^|\/)zones?\//i.test(path)&&/^[a-z0-9_-]+(?:\.[a-z0-9-]+)+$/i.test(name)&&!/\.(?:ya?ml|json|tf|tfvars|md|txt|ts|js|py|go|rb|sh|sql|csv|html?|xml|toml|ini|conf|lua|php|java|kt|rs|c|h|png|svg|jpg|gif)$/i.test(name)}var NAME=/^(?:.*[._-])?(?:docker|container)file(?:[._-].*)?$/i,OTHER=/\.(?:dockerignore|containerignore|md|txt|sh|py|go|rb|js|ts|json|ya?ml|toml|lock|j2|jinja2?|tpl|tmpl|template|erb|gotmpl|in|patch|diff|orig|bak)$/i;function isDockerfilePath(path){let name=path.slice(path.lastIndexOf("/")+1);return NAME.test(name)&&!OTHER.test(name)}export{isZonePath,isDockerfilePath};
