package groundwire.actions.cache_poisoning_test

import data.groundwire.actions.cache_poisoning as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_steps(on_, steps) := _workflow({"on": on_, "jobs": {"build": {"steps": steps}}})

_tags := {"push": {"tags": ["v*"]}}

test_on_by_default if {
	[finding] := [f | some f in rule.findings] with input as _steps("release", [{"uses": "actions/cache@v4", "with": {"path": "x"}}])
	finding.message == "`actions/cache` restores a cache in a workflow that runs for releases: what another run put there is shipped."
	count(rule.findings) == 1 with input as _steps(_tags, [{"uses": "actions/setup-go@v5"}])
	count(rule.findings) == 1 with input as _steps({"push": {"branches": ["release/*"]}}, [{"uses": "Swatinem/rust-cache@v2"}])
}

test_off_by_default if {
	count(rule.findings) == 1 with input as _steps(_tags, [{"uses": "actions/setup-java@v4", "with": {"cache": "gradle"}}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "actions/setup-java@v4"}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "actions/setup-java@v4", "with": {"cache": ""}}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "actions/setup-java@v4", "with": {"cache": null}}])
}

test_switched_off if {
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "actions/cache@v4", "with": {"lookup-only": true}}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "actions/setup-go@v5", "with": {"cache": "false"}}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "actions/setup-go@v3"}])
}

test_node if {
	count(rule.findings) == 1 with input as _steps(_tags, [{"uses": "actions/setup-node@v5"}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "actions/setup-node@v4"}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "actions/setup-node@v5", "with": {"package-manager-cache": false}}])
}

test_docker if {
	count(rule.findings) == 1 with input as _steps(_tags, [{"uses": "docker/setup-buildx-action@v3", "with": {"version": "latest"}}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "docker/setup-buildx-action@v3", "with": {"version": "latest", "cache-binary": false}}])
	count(rule.findings) == 1 with input as _steps("push", [{"uses": "docker/build-push-action@v6", "with": {"push": true, "cache-from": "type=gha"}}])
	count(rule.findings) == 0 with input as _steps("push", [{"uses": "docker/build-push-action@v6", "with": {"push": false, "cache-from": "type=gha"}}])
}

test_conditions if {
	for_tags := "${{ startsWith(github.ref, 'refs/tags/') }}"
	not_for_tags := "${{ !startsWith(github.ref, 'refs/tags/') }}"
	found := rule.findings with input as _steps(_tags, [{"uses": "PyO3/maturin-action@v1", "with": {"sccache": for_tags}}])
	{f.confidence | some f in found} == {"low"}
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "PyO3/maturin-action@v1", "with": {"sccache": not_for_tags}}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "Swatinem/rust-cache@v2", "with": {"lookup-only": for_tags}}])
	count(rule.findings) == 1 with input as _steps({"push": {"tags": ["*"], "branches": ["release"]}}, [{"uses": "PyO3/maturin-action@v1", "with": {"sccache": not_for_tags}}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "Swatinem/rust-cache@v2", "if": "github.ref_type != 'tag'"}])
}

test_a_publisher if {
	[finding] := [f | some f in rule.findings] with input as _steps("push", [{"uses": "actions/cache@v4"}, {"uses": "pypa/gh-action-pypi-publish@v1"}, {"uses": "softprops/action-gh-release@v2"}])
	contains(finding.message, "publishes (`pypa/gh-action-pypi-publish`)")
}

test_no_release if {
	count(rule.findings) == 0 with input as _steps("push", [{"uses": "actions/cache@v4"}])
	count(rule.findings) == 0 with input as _steps(_tags, [{"uses": "actions/checkout@v4"}])
}
