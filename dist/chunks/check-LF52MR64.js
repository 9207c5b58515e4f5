import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{teamMetadata,teamPackages}from"./chunk-3CJAOIR7.js";import{SCHEMAS}from"./chunk-YBPNN446.js";import"./chunk-E5XV5PEK.js";import"./chunk-5IOQ5UXA.js";var ERROR_LIMIT=10;function checkAuthored(tool,{files,paths},{strict=!1,rego}){let checked=tool.check({files,paths,rego,strict,schemas:SCHEMAS,errorLimit:ERROR_LIMIT});return checked.errors.length>0?checked.errors:authoredRules(checked).problems}function authoredRules({annotations,modules}){let policies=modules.filter(({file})=>!file.endsWith("_test.rego")),results=teamPackages(policies).map(team=>({file:team.files[0]??"",result:teamMetadata({combine:!1},team,annotations)}));return{rules:results.flatMap(({file,result})=>result.ok?[{file,rule:result.rule}]:[]),problems:results.flatMap(({result})=>result.ok?[]:result.problems)}}export{ERROR_LIMIT,authoredRules,checkAuthored};
