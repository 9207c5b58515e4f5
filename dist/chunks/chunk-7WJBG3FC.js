import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{REFUSED_BUILTINS}from"./chunk-W36RP7YS.js";function linesOf(sources){return(file,row)=>Object.hasOwn(sources,file)?sources[file]?.split(`
`)[row-1]?.replace(/\r$/,""):void 0}function problemText(problem,lineOf){let[message="",...details]=problem.message.split(`
`),line=sourceLine(problem,lineOf),more=line.length>0&&problem.code==="rego_parse_error"&&details.at(-1)?.trim()==="^"?[]:details;return[`${problem.file===""?"":`${placeText(problem)}: `}${problem.code==="rego_error"?"":`${problem.code}: `}${message}`,...line,...[...more,...refusal(message)].map(detail=>`	${detail}`)].join(`
`)}function refusal(message){let[,name=""]=/^undefined function (\S+)$/.exec(message)??[];return REFUSED_BUILTINS.includes(name)?["Groundwire refuses this builtin: its answer depends on more than the change, or it reaches out of the evaluation."]:[]}function problemsText(problems,lineOf){return`${[problems.length===1?"1 error occurred:":`${problems.length} errors occurred:`,...problems.map(problem=>problemText(problem,lineOf))].join(`
`)}
`}function placeText({file,row,col}){return`${file}:${row}:${col}`}function sourceLine(place,lineOf){let line=lineOf(place.file,place.row);if(line===void 0||line.trim()==="")return[];let before=Buffer.from(line,"utf8").subarray(0,place.col-1).toString("utf8");return[`	${line}`,`	${before.replaceAll(/[^\t]/gu," ")}^`]}export{linesOf,problemText,problemsText,placeText,sourceLine};
