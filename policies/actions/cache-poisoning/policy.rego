# METADATA
# title: Release built from a shared cache
# description: >-
#   Whoever gets code into any run on the default branch can put what they like into the cache. A release that restores it
#   ships that to every user.
# custom:
#   id: cache-poisoning
#   category: actions/cache-poisoning
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [actions]
#   remedy: Build releases without a cache, or switch the action's cache off in this workflow.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching
#   - ref: https://adnanthekhan.com/2024/05/06/the-monsters-in-your-build-cache-github-actions-cache-poisoning/
# schemas:
#   - input: schema.actions
package groundwire.actions.cache_poisoning

import data.groundwire.lib.actions as gha

findings contains {
	"at": array.concat(found.path, ["uses"]),
	"subject": gha.step_name(found),
	"message": sprintf("`%s` restores a cache in a workflow that %s: what another run put there is shipped.", [gha.action_name(trim_space(found.step.uses)), _reason(found.job)]),
	"confidence": _confidence(found.step),
} if {
	some found in gha.steps(input)
	is_string(found.step.uses)
	_caches(found.step)
	_reason(found.job)
	not _is_off_by_condition(found)
}

_reason(_) := "runs for releases" if {
	"release" in gha.triggers(input)
} else := "runs for tags" if {
	is_array(gha.trigger(input, "push").tags)
} else := "runs for release branches" if {
	_has_release_branch
}

_reason(job) := sprintf("publishes (`%s`)", [gha.action_name(trim_space(step.uses))]) if {
	not "release" in gha.triggers(input)
	not _has_tags
	not _has_release_branch
	some step in input.jobs[job].steps
	_publishes(step)
	every other in input.jobs[job].steps {
		not _publishes_earlier(other, step)
	}
}

_has_tags if is_array(gha.trigger(input, "push").tags)

# One of several is enough to name.
_publishes_earlier(other, step) if {
	_publishes(other)
	action_before := gha.action_name(trim_space(other.uses))
	action_before < gha.action_name(trim_space(step.uses))
}

_has_release_branch if {
	some branch in gha.trigger(input, "push").branches
	contains(lower(branch), "release")
}

_publishers := {
	"actions/create-release", "aws-actions/amazon-ecs-deploy-task-definition", "aws-actions/aws-cloudformation-github-deploy", "azure/aci-deploy",
	"azure/container-apps-deploy-action", "azure/functions-action", "azure/webapps-deploy", "changesets/action", "cloudflare/wrangler-action",
	"google-github-actions/deploy-appengine", "google-github-actions/deploy-cloud-functions", "google-github-actions/deploy-cloudrun",
	"googleapis/release-please-action", "goreleaser/goreleaser-action", "jreleaser/release-action", "ncipollo/release-action",
	"pypa/gh-action-pypi-publish", "redhat-actions/push-to-registry", "release-drafter/release-drafter", "rubygems/release-gem",
	"softprops/action-gh-release", "svenstaro/upload-release-action",
}

_publishes(step) if gha.action_name(trim_space(step.uses)) in _publishers

_publishes(step) if {
	gha.action_name(trim_space(step.uses)) == "docker/build-push-action"
	gha.is_set(step["with"], "push")
	not _is_no(step["with"].push)
}

_is_no(value) if gha.is_false(value)

# On unless it is told otherwise: the input, and the values that switch it off.
_on_by_default := {
	"actions/cache": {"lookup-only": {"true"}},
	"actions/cache/restore": {"lookup-only": {"true"}},
	"actions/setup-go": {"cache": {"false"}},
	"actions-rust-lang/setup-rust-toolchain": {"cache": {"false"}},
	"astral-sh/setup-uv": {"enable-cache": {"false"}},
	"awalsh128/cache-apt-pkgs-action": {},
	"determinatesystems/magic-nix-cache-action": {"use-gha-cache": {"false", "disabled"}},
	"gradle/actions/setup-gradle": {"cache-disabled": {"true"}},
	"gradle/gradle-build-action": {"cache-disabled": {"true"}},
	"jdx/mise-action": {"cache": {"false"}},
	"mlugg/setup-zig": {"use-cache": {"false"}},
	"mozilla-actions/sccache-action": {},
	"nix-community/cache-nix-action": {},
	"oven-sh/setup-bun": {"no-cache": {"true"}},
	"ramsey/composer-install": {"ignore-cache": {"yes", "true", "1"}},
	"swatinem/rust-cache": {"lookup-only": {"true"}},
}

# Off unless this input has a value.
_off_by_default := {
	"actions/setup-java": "cache", "actions/setup-node": "cache", "actions/setup-python": "cache", "actions/setup-dotnet": "cache",
	"graalvm/setup-graalvm": "cache", "pyo3/maturin-action": "sccache", "ruby/setup-ruby": "bundler-cache", "pnpm/action-setup": "cache",
}

_caches(step) if {
	name := gha.action_name(trim_space(step.uses))
	offs := _on_by_default[name]
	not _is_too_old(name, step)
	not _says_off(step, offs)
}

_caches(step) if {
	field := _off_by_default[gha.action_name(trim_space(step.uses))]
	value := gha.option(step, field)
	not _is_empty(value)
	not _is_never(value)
}

# From version 5 on it caches by itself where package.json names its package manager.
_caches(step) if {
	gha.action_name(trim_space(step.uses)) == "actions/setup-node"
	not _is_below(step, 5)
	not gha.is_set(object.get(step, "with", {}), "package-manager-cache")
	not gha.is_set(object.get(step, "with", {}), "cache")
}

_caches(step) if {
	gha.action_name(trim_space(step.uses)) == "docker/setup-buildx-action"
	not _is_empty(gha.option(step, "version"))
	not _says_off(step, {"cache-binary": {"false"}})
}

_caches(step) if {
	gha.action_name(trim_space(step.uses)) == "docker/build-push-action"
	contains(gha.option(step, "cache-from"), "type=gha")
	_publishes(step)
}

_says_off(step, offs) if {
	some field, values in offs
	value := gha.option(step, field)
	lower(sprintf("%v", [value])) in values
}

# A condition that is false for what publishes.
_says_off(step, offs) if {
	some field, values in offs
	_only_tags
	_says_tag(gha.option(step, field), "true" in values)
}

_is_never(value) if {
	_only_tags
	_says_tag(value, false)
}

# `expected` is what the expression gives for a tag.
_says_tag(value, true) if regex.match(_tag_condition, value)

_says_tag(value, false) if regex.match(_no_tag_condition, value)

_tag_condition := `^\s*\$\{\{\s*(startsWith\(\s*github\.ref\s*,\s*'refs/tags/'\s*\)|github\.ref_type\s*==\s*'tag'|github\.event_name\s*==\s*'push'\s*&&\s*github\.ref_type\s*==\s*'tag'|github\.ref_type\s*==\s*'tag'\s*&&\s*github\.event_name\s*==\s*'push'|github\.event_name\s*==\s*'release')\s*\}\}\s*$`

_no_tag_condition := `^\s*\$\{\{\s*(!\s*startsWith\(\s*github\.ref\s*,\s*'refs/tags/'\s*\)|github\.ref_type\s*!=\s*'tag'|!\s*\(\s*(github\.event_name\s*==\s*'push'\s*&&\s*github\.ref_type\s*==\s*'tag'|github\.ref_type\s*==\s*'tag'\s*&&\s*github\.event_name\s*==\s*'push')\s*\)|github\.event_name\s*==\s*'pull_request'|github\.event_name\s*!=\s*'release')\s*\}\}\s*$`

# What publishes is always a tag or a release.
_only_tags if {
	not _has_release_branch
	_reason("")
}

# The step itself is left out for tags.
_is_off_by_condition(found) if {
	_only_tags
	is_string(found.step["if"])
	_says_tag(sprintf("${{ %s }}", [trim_suffix(trim_prefix(trim_space(found.step["if"]), "${{"), "}}")]), false)
}

_is_too_old("actions/setup-go", step) if _is_below(step, 4)

_is_below(step, version) if gha.major(gha.action_ref(trim_space(step.uses))) < version

_is_empty("")

_is_empty(null)

_is_empty(value) if gha.is_false(value)

_confidence(step) := "low" if {
	some value in step["with"]
	gha.is_expression(value)
} else := "medium"
