package groundwire.dashboards.dashboard_invalid_query_test

import data.groundwire.dashboards.dashboard_invalid_query as rule

_board(promql) := {"title": "Shop", "panels": [{"title": "Requests", "targets": [{"refId": "A", "expr": "x", "promql": promql}]}]}

test_refused if {
	[finding] := [f | some f in rule.findings] with input as _board({"problem": {"message": "unexpected here", "offset": 3}})
	finding.at == ["panels", 0, "targets", 0, "expr"]
	finding.subject == "Requests A"
}

test_accepted if {
	count(rule.findings) == 0 with input as _board({"selectors": []})
}

test_rows if {
	row := {"type": "row", "panels": _board({"problem": {"message": "x", "offset": 0}}).panels}
	[finding] := [f | some f in rule.findings] with input as {"panels": [row]}
	finding.at == ["panels", 0, "panels", 0, "targets", 0, "expr"]
}
