# METADATA
# title: A metric label without limits
# description: >-
#   Every value of a label is a time series of its own. An id, a path or an error text makes as many as there are users or requests:
#   the metrics store slows down, drops series or sends the bill, and it does so for every service that shares it.
# custom:
#   id: high-cardinality-label
#   category: code/high-cardinality-label
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Put the value on a span or a log line, and label the metric with its type, route template or error class.
# related_resources:
#   - ref: https://prometheus.io/docs/practices/naming/#labels
#   - ref: https://opentelemetry.io/docs/specs/semconv/general/recording-errors/
# schemas:
#   - input: schema.code
package groundwire.code.high_cardinality_label

# Labels of one recording are one remark.
findings contains finding if {
	_runs
	some call in {label.call | some label in _loose("metric")}
	labels := [label | some label in _loose("metric"); label.call == call]
	names := sort({_label(label) | some label in labels})
	finding := {
		"at": labels[0].at,
		"subject": sprintf("%s %s{%s}", [labels[0].subject, labels[0].metric, concat(",", names)]),
		"message": sprintf("`%s` takes %s for its %s: %s, so its series grow with the traffic until the metrics store drops them.", [labels[0].metric, _values(labels), _labels(names), _why(labels[0])]),
		"confidence": _confidence(labels),
	}
}

# The name itself is made of such a value.
findings contains finding if {
	_runs
	some label in _loose("metric-name")
	finding := {
		"at": label.at,
		"subject": sprintf("%s metric name", [label.subject]),
		"message": sprintf("`%s` is part of this metric's name: %s, and each makes a metric that no dashboard or alert knows.", [label.value, _why(label)]),
	}
}

# Tracing backends group by the name of a span.
findings contains finding if {
	_runs
	some label in _loose("span-name")
	finding := {
		"at": label.at,
		"subject": sprintf("%s span name", [label.subject]),
		"message": sprintf("The span's name holds `%s`: %s, so no two of these spans are grouped and their latency and error rate cannot be read. It belongs in an attribute.", [label.value, _why(label)]),
		"severity": "low",
		"confidence": "medium",
	}
}

# Attributes that instrumentation copies to a metric.
findings contains finding if {
	_runs
	some label in _loose("convention")
	not _told(label)
	finding := {
		"at": label.at,
		"subject": sprintf("%s %s", [label.subject, label.label]),
		"message": sprintf("`%s` is set to `%s`: %s. Metrics are made from this attribute, which is meant for %s.", [label.label, label.value, _why(label), _meant(label.label)]),
	}
}

_runs if input.role in {"server", "library", "cli"}

_loose(on) := [label | some label in input.metricLabels; label.on == on; label.bound == "unbounded"]

# The recording in sight says so already.
_told(convention) if {
	some label in _loose("metric")
	label.at == convention.at
}

# A path may be a template, and a name of a person a constant: only ids and texts of errors are sure.
_confidence(labels) := "high" if {
	some label in labels
	label.kind in {"id", "message", "random"}
} else := "medium"

_label(label) := label.label if {
	label.label != ""
} else := label.value

_values(labels) := concat(", ", [sprintf("`%s`", [value]) | some value in sort({label.value | some label in labels})])

_labels(names) := sprintf("label `%s`", [names[0]]) if {
	count(names) == 1
} else := sprintf("labels %s", [concat(", ", [sprintf("`%s`", [name]) | some name in names])])

_why(label) := _reasons[label.kind]

_reasons := {
	"id": "there is a new value for every one of them",
	"path": "there is a new value for every address that somebody asks for",
	"message": "error texts hold ids, addresses and times",
	"time": "there is a new value at every moment",
	"random": "it never repeats",
	"personal": "there is a new value for every person",
	"none": "nothing limits its values",
}

_meant("error.type") := "the class or code of the error"

_meant("http.route") := "the route's template"
