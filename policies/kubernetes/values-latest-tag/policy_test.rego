package groundwire.kubernetes.values_latest_tag_test

import data.groundwire.kubernetes.values_latest_tag as rule

test_latest if {
	[finding] := [f | some f in rule.findings] with input as {"server": {"image": {"tag": "latest"}}}
	finding.at == ["server", "image", "tag"]
	count(rule.findings) == 1 with input as {"image": "a:latest"}
}

test_versions if {
	count(rule.findings) == 0 with input as {"image": {"tag": "1.2"}, "other": {"image": "a:1", "kind": "latest"}}
	count(rule.findings) == 0 with input as {"image": {"tag": ""}}
}
