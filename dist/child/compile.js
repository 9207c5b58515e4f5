import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{teamMetadata,teamPackages}from"../chunks/chunk-3CJAOIR7.js";import{SCHEMAS}from"../chunks/chunk-YBPNN446.js";import{loadRegoTool}from"../chunks/chunk-RXEEZBX2.js";import"../chunks/chunk-WA3Y3CGJ.js";import"../chunks/chunk-W36RP7YS.js";import"../chunks/chunk-ZKZ2O7KV.js";import{ENTRYPOINT,ENTRY_PATH,packed}from"../chunks/chunk-7CKK3XIP.js";import"../chunks/chunk-E5XV5PEK.js";import{readFrameSync,writeFrameSync}from"../chunks/chunk-GI5OOAMJ.js";import"../chunks/chunk-5IOQ5UXA.js";var PROVEN_BUILTINS=new Set(["assign eq equal neq lt lte gt gte internal.member_2 internal.member_3 and or union intersection","is_array is_boolean is_null is_number is_object is_set is_string type_name count sort walk","contains startswith endswith lower upper split substring strings.reverse","trim trim_left trim_prefix trim_right trim_space trim_suffix","array.concat array.reverse array.slice numbers.range graph.reachable","object.get object.keys object.remove object.union object.union_n","sprintf strings.any_prefix_match strings.any_suffix_match strings.count time.now_ns units.parse","print internal.print"].flatMap(names=>names.split(" ")));function evaluationOf({builtins,unproven}){return unproven.length===0&&builtins.every(({name})=>PROVEN_BUILTINS.has(name))?"wasm":"evaluator"}function teamEntry(rules){let conftest=rules.some(({team})=>team.conftest.length>0);return`${[head(conftest?`${BINDINGS} with data.conftest.file as file_of(envelope)`:BINDINGS),...conftest?[CONFTEST]:[],...rules.map(clauses)].join(`

`)}
`}var BINDINGS="with input as envelope.input with data.groundwire.selected as envelope.rules with data.groundwire.profile as envelope.profile";function head(bindings){return`package groundwire.entry

import rego.v1

has_before if {
	some key, _ in input
	key == "before"
}

results contains result if {
	envelope := input
	not has_before
	some result in judged ${bindings}
}

results contains result if {
	envelope := input
	has_before
	some result in judged ${bindings} with data.groundwire.before as envelope.before
}`}var CONFTEST=`default file_of(_) := {}

file_of(envelope) := envelope.file

# A function, since its argument may be anything: the compiler knows of some rules that they hold no messages.
values_of(results) := results if is_set(results)

values_of(results) := results if is_array(results)

objects(value) if is_string(value)

objects(value) if is_object(value)

passed(value) if value == ""

passed(value) if value.msg == ""

default message_of(_) := null

message_of(value) := value if is_string(value)

message_of(value) := value.msg if is_object(value)

default place_of(_) := []

place_of(value) := value.at if is_array(value.at)`;function clauses({team,rule,weighed},index){let id=JSON.stringify(rule.id),raws=team.conftest.map(name=>rawClause(team,name,index,weighed?rule.severity:void 0)),own=team.isOwn?[`judged contains {"rule": ${id}, "findings": data.${team.path}.findings} if ${id} in data.groundwire.selected`]:[];if(raws.length===0)return own.join(`

`);let exceptions=`excepted_${index} contains name if {
	some names in data.${team.path}.exception
	some name in names
}`,combined=rule.scope==="workspace"&&!team.isOwn,judged=`judged contains {"rule": ${id}, "findings": findings} if {
	${id} in data.groundwire.selected${combined?`
	contents := [{"path": document.path, "contents": document.document} | some document in input.documents]`:""}
	raws := raw_${index}${combined?" with input as contents":""}
	findings := {{"at": place_of(raw.value), "message": message_of(raw.value), "severity": raw.severity, "confidence": "high"} | some raw in raws}
}`;return[...own,...team.hasExceptions?[exceptions]:[],...raws,judged].join(`

`)}function rawClause(team,name,index,weight){let[prefix="",...rest]=name.split("_");return`raw_${index} contains {"severity": "${weight??(prefix==="warn"?"medium":"high")}", "value": value} if {${team.hasExceptions?`
	not ${JSON.stringify(rest.join("_"))} in excepted_${index}`:""}
	some value in values_of(data.${team.path}.${name})
	objects(value)
	not passed(value)
}`}var MOST_ROUNDS=10;function compilePack(tool,pack,schemas){let problems=[],modules=without(pack.modules,reserved(pack.modules,problems)),known=schemas;for(let round=0;round<MOST_ROUNDS&&Object.keys(modules).length>0;round++){let{program,wrong}=attempt(tool,pack,modules,known),foreign=foreignSchemas(wrong,modules);if(Object.keys(foreign).length>0){known={...known,...foreign};continue}if(problems.push(...wrong),wrong.length===0)return{programs:program===void 0?[]:[program],problems};modules=without(modules,new Set(wrong.map(({file})=>file)))}return{programs:[],problems}}function foreignSchemas(wrong,modules){let named=wrong.flatMap(({file,message})=>{let name=/undefined schema: schema(?:\.([\w.]+)|\["([^"]+)"\])$/.exec(message);return name===null||/\bfindings\b/.test(modules[file]??"")?[]:[[name[1]??name[2]??"",{}]]});return Object.fromEntries(named)}function attempt(tool,pack,modules,schemas){let language={schemas,rego:pack.rego,strict:!1},inspected=tool.inspect({modules,...language});if(inspected.errors.length>0)return{wrong:inspected.errors};let{rules,wrong}=rulesOf(pack,inspected);if(wrong.length>0)return{wrong};if(rules.length===0)return{wrong:[]};let sources={modules:{...modules,[ENTRY_PATH]:teamEntry(rules)},...language},compiled=tool.compile({...sources,entrypoints:[ENTRYPOINT]});if(compiled.errors.length>0||compiled.wasm===void 0)return{wrong:compiled.errors};let metadata=rules.map(({rule})=>rule);return evaluationOf(compiled)==="evaluator"?{program:{program:{kind:"evaluator",sources},rules:metadata},wrong:[]}:{program:{program:{kind:"wasm",wasm:compiled.wasm},rules:metadata},wrong:[]}}function rulesOf(pack,{modules,annotations}){let teams=teamPackages(modules,pack.namespaces),unheard=teams.flatMap(team=>team.unheard.map(unheardRule)),results=teams.map(team=>({team,result:teamMetadata(pack,team,annotations)})),rules=results.flatMap(({team,result})=>result.ok?[{team,rule:result.rule,weighed:result.weighed}]:[]),wrong=results.flatMap(({result})=>result.ok?[]:result.problems),twice=rules.filter(({rule},index)=>rules.slice(0,index).some(other=>other.rule.id===rule.id));return{rules,wrong:[...unheard,...wrong,...twice.map(({team,rule})=>problem(team.files[0]??"",`another rule of this pack has the id ${rule.id}`))]}}function unheardRule({file,row,col,name,ref}){return{file,row,col,code:"conftest",message:`\`${ref}\` makes an object, of which no message is heard; write \`${name} contains message if \u2026\``}}function problem(file,message){return{file,row:1,col:1,code:"metadata",message}}function reserved(modules,problems){let files=Object.entries(modules).flatMap(([file,source])=>packageOf(source)==="groundwire.entry"?[file]:[]);return problems.push(...files.map(file=>problem(file,"the package groundwire.entry is generated; choose another name"))),new Set(files)}function without(modules,dropped){let gone=new Set(dropped),packages=new Set;for(let before=-1;before<gone.size;){before=gone.size;for(let file of gone)packages.add(packageOf(modules[file]??"")??"");packages.delete("");for(let[file,source]of Object.entries(modules))uses(source,packages)&&gone.add(file)}return Object.fromEntries(Object.entries(modules).filter(([file])=>!gone.has(file)))}function uses(source,packages){let name=packageOf(source);return[...packages].some(gone=>name===gone||source.includes(`data.${gone}`))}function packageOf(source){return/^\s*package\s+(\S+)/m.exec(source)?.[1]}var STDIN=0,STDOUT=1,request=readFrameSync(STDIN);if(request!==void 0){let{tool,pack}=JSON.parse(request.toString("utf8"));writeFrameSync(STDOUT,packed(compilePack(await loadRegoTool(tool),pack,SCHEMAS)))}
