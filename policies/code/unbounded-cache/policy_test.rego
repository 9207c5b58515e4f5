package groundwire.code.unbounded_cache_test

import data.groundwire.code.unbounded_cache as rule

_file(parts) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "caches": []}, parts)

_cache(parts) := object.union({"at": "1-2", "subject": "load", "kind": "map", "name": "profiles", "key": "userId", "bounded": "absent", "by": []}, parts)

test_filed_under_what_callers_bring if {
	[finding] := [f | some f in rule.findings] with input as _file({"caches": [_cache({})]})
	finding.confidence == "medium"
	finding.message == "`profiles` gets an entry for every new `userId` and loses none: it grows until the process runs out of memory."
}

test_names_of_which_there_may_be_few if {
	every key in ["key", "cacheKey", "region", "config.collectionName", "req.params.type"] {
		[finding] := [f | some f in rule.findings] with input as _file({"caches": [_cache({"key": key})]})
		finding.confidence == "low"
	}
}

test_bounded_unknown_or_elsewhere if {
	count(rule.findings) == 0 with input as _file({"caches": [_cache({"bounded": "present", "by": ["delete"]}), _cache({"bounded": "unknown"})]})
	count(rule.findings) == 0 with input as _file({"role": "library", "caches": [_cache({})]})
}

test_what_bounded_it_is_gone if {
	before := _file({"caches": [_cache({"bounded": "present", "by": ["delete", "size"]})]})
	[finding] := [f | some f in rule.findings] with input as _file({"role": "library", "caches": [_cache({"bounded": "unknown"})]}) with data.groundwire.before as before
	finding.confidence == "high"
	contains(finding.message, "(`delete`, `size` did)")
}
