package groundwire.dashboards.dashboard_unknown_metric_test

import data.groundwire.dashboards.dashboard_unknown_metric as rule

_board(promql) := {"title": "Shop", "panels": [{"title": "Requests", "targets": [{"refId": "A", "expr": "x", "promql": promql}]}]}

test_a_metric_of_long_ago if {
	[finding] := [f | some f in rule.findings] with input as _board({"selectors": [{"metric": "node_cpu"}]})
	contains(finding.message, "node_cpu_seconds_total")
}

test_old_and_new if {
	count(rule.findings) == 0 with input as _board({"selectors": [{"metric": "node_cpu"}, {"metric": "node_cpu_seconds_total"}]})
	count(rule.findings) == 0 with input as _board({"selectors": [{"metric": "http_requests_total"}]})
}
