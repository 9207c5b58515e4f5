package groundwire.compose.compose_latest_tag_test

import data.groundwire.compose.compose_latest_tag as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_no_tag if {
	[finding] := [f | some f in rule.findings] with input as _file({"image": "registry:5000/web"})
	finding.at == ["services", "web", "image"]
	count(rule.findings) == 1 with input as _file({"image": "web:latest"})
	count(rule.findings) == 1 with input as _file({"image": "web:${TAG:-latest}"})
}

test_versions if {
	every image in ["web:1", "web@sha256:0f", "web:latest@sha256:0f", "web:${TAG}", "web:${TAG:-1.2}", "${IMAGE}"] {
		count(rule.findings) == 0 with input as _file({"image": image})
	}
}

test_what_is_built_here if {
	count(rule.findings) == 0 with input as _file({"image": "web", "build": "."})
}

test_what_it_was if {
	[finding] := [f | some f in rule.findings] with input as _file({"image": "web"}) with data.groundwire.before as _file({"image": "web:1"})
	contains(finding.message, "Before it was `web:1`")
}
