# METADATA
# title: Work that nothing measures
# description: >-
#   How often it runs, how often it fails, how long it takes: without a metric, a span or a log nobody can tell, and no alert can be
#   written. Such work stops, or slows down a little every week, and is missed when its results are.
# custom:
#   id: missing-metric
#   category: code/missing-metric
#   severity: low
#   confidence: low
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Count runs and failures and record the duration, with the package's metrics client or in a span.
# related_resources:
#   - ref: https://sre.google/sre-book/monitoring-distributed-systems/
# schemas:
#   - input: schema.code
package groundwire.code.missing_metric

# The change took the metric away.
findings contains finding if {
	_runs
	some work in input.measuredWork
	was := _lost(work)
	finding := {
		"at": work.at,
		"subject": work.subject,
		"message": sprintf("The %s is no longer measured: the metric that told how often it runs or fails is gone, and its alerts and dashboards fall silent.", [_name(work)]),
		"severity": "medium",
		"confidence": "high",
		"was": was.at,
	}
}

# New work that nothing tells of.
findings contains finding if {
	input.role in {"server", "library"}
	_measures
	some work in input.measuredWork
	work.kind in {"job", "consumer", "task"}
	count(work.by) == 0
	not work.elsewhere
	not _lost(work)
	not _habit(work.kind)
	finding := {
		"at": work.at,
		"subject": work.subject,
		"message": sprintf("Neither a metric nor a span nor a log tells how often the %s runs, fails, or how long it takes: when it stops, nobody is told.", [_name(work)]),
	}
}

findings contains finding if {
	input.role in {"server", "library"}
	count(input.profile.metrics) > 0
	some work in input.measuredWork
	work.kind == "cache"
	count(work.by) == 0
	not _lost(work)
	not _habit("cache")
	finding := {
		"at": work.at,
		"subject": sprintf("%s %s", [work.subject, work.name]),
		"message": sprintf("Nothing counts the hits and misses of `%s`: a cache that no longer helps looks like one that does.", [work.name]),
	}
}

_runs if input.role in {"server", "library", "cli"}

# A package that measures nothing at all has made up its mind.
_measures if count(input.profile.metrics) > 0

_measures if count(input.profile.tracing.libraries) > 0

_lost(work) := earlier if {
	not "metric" in work.by
	some earlier in data.groundwire.before.measuredWork
	earlier.kind == work.kind
	earlier.name == work.name
	"metric" in earlier.by
	not _newly_spanned(earlier, work)
	_metered(data.groundwire.before.measuredWork, work) > _metered(input.measuredWork, work)
}

_newly_spanned(earlier, work) if {
	"span" in work.by
	not "span" in earlier.by
}

_metered(all, like) := count([1 | some work in all; work.kind == like.kind; work.name == like.name; "metric" in work.by])

_habit(kind) if {
	earlier := [work | some work in data.groundwire.before.measuredWork; work.kind == kind]
	count(earlier) > 0
	count([work | some work in earlier; count(work.by) > 0]) == 0
}

_name(work) := work.name if {
	work.kind == "cache"
} else := sprintf("%s `%s`", [work.kind, trim_suffix(trim_prefix(work.name, sprintf("%s ", [work.kind])), sprintf(" %s", [work.kind]))])
