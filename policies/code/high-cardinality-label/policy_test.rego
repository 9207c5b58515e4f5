package groundwire.code.high_cardinality_label_test

import data.groundwire.code.high_cardinality_label as rule

_file(labels) := {"path": "src/a.ts", "language": "typescript", "role": "server", "metricLabels": labels}

_label(parts) := object.union({"at": "1-2", "subject": "enqueue", "on": "metric", "metric": "enqueued", "label": "envId", "value": "envId", "bound": "unbounded", "kind": "id", "call": "0-9"}, parts)

test_an_id_on_a_metric if {
	[finding] := [f | some f in rule.findings] with input as _file([_label({})])
	finding.subject == "enqueue enqueued{envId}"
	finding.message == "`enqueued` takes `envId` for its label `envId`: there is a new value for every one of them, so its series grow with the traffic until the metrics store drops them."
	finding.confidence == "high"
}

test_labels_of_one_call_are_one_remark if {
	[finding] := [f | some f in rule.findings] with input as _file([_label({}), _label({"at": "3-4", "label": "path", "value": "req.url", "kind": "path"})])
	finding.at == "1-2"
	contains(finding.message, "its labels `envId`, `path`")
}

test_bounded_or_unknown if {
	count(rule.findings) == 0 with input as _file([_label({"bound": "bounded", "kind": "none"}), _label({"bound": "unknown", "kind": "none"})])
}

test_a_path_is_less_sure if {
	[finding] := [f | some f in rule.findings] with input as _file([_label({"kind": "path"})])
	finding.confidence == "medium"
}

test_names if {
	[finding] := [f | some f in rule.findings] with input as _file([_label({"on": "span-name", "label": ""})])
	finding.severity == "low"
	count(rule.findings) == 1 with input as _file([_label({"on": "metric-name", "label": ""})])
}

test_a_convention_is_told_once if {
	convention := _label({"on": "convention", "label": "error.type", "kind": "message", "value": "error.message"})
	[finding] := [f | some f in rule.findings] with input as _file([convention])
	finding.subject == "enqueue error.type"
	count(rule.findings) == 1 with input as _file([convention, _label({"label": "error.type"})])
}

test_scripts_are_left_alone if {
	count(rule.findings) == 0 with input as object.union(_file([_label({})]), {"role": "script"})
}
