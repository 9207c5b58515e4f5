package groundwire.kubernetes.spread_invalid_test

import data.groundwire.kubernetes.spread_invalid as rule

_judged(constraint) := found if {
	found := rule.findings with input as {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"topologySpreadConstraints": [constraint], "containers": []}}
}

_right := {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": {"app": "web"}}}

test_right if {
	count(_judged(_right)) == 0
}

test_each_field if {
	every field, value in {"maxSkew": 0, "topologyKey": "", "whenUnsatisfiable": "Never", "labelSelector": null} {
		[finding] := [f | some f in _judged(object.union(_right, {field: value}))]
		finding.at == ["spec", "topologySpreadConstraints", 0, field]
	}
}

test_nothing_written if {
	count(_judged({})) == 4
}
