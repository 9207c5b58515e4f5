package groundwire.compose.compose_digest_removed_test

import data.groundwire.compose.compose_digest_removed as rule

_file(image) := {"services": {"web": {"image": image}}}

_digest := "sha256:0f0f0f0f0f0f0f0f"

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _file("web:1") with data.groundwire.before as _file(concat("@", ["web:1", _digest]))
	finding.at == ["services", "web", "image"]
}

test_kept if {
	count(rule.findings) == 0 with input as _file("web:2@sha256:1f") with data.groundwire.before as _file(concat("@", ["web:1", _digest]))
	count(rule.findings) == 0 with input as _file("web:2") with data.groundwire.before as _file("web:1")
	count(rule.findings) == 0 with input as _file("other:2") with data.groundwire.before as _file(concat("@", ["web:1", _digest]))
	count(rule.findings) == 0 with input as _file("web:2")
}
