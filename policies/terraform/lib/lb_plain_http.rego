# METADATA
# description: What encrypts traffic at the edge of AWS.
package groundwire.lib.terraform_lb_plain_http

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_lb_listener": _lb_listener,
	"aws_alb_listener": _lb_listener,
	"aws_elb": [
		{
			"path": ["listener", "lb_protocol"], "not": {"http"}, "part": "listener", "severity": "medium",
			"says": "serves plain HTTP: passwords, cookies and data can be read on the way",
		},
		{
			"path": ["desync_mitigation_mode"], "not": {"monitor"}, "severity": "medium", "set": "defensive",
			"says": "lets ambiguous requests through (`{value}`), with which requests are smuggled",
		},
	],
	"aws_lb": _lb,
	"aws_alb": _lb,
	"aws_cloudfront_distribution": [
		{
			"path": ["default_cache_behavior", "viewer_protocol_policy"], "not": {"allow-all"}, "part": "default", "severity": "medium",
			"grave": true, "set": "redirect-to-https", "says": "serves plain HTTP: passwords, cookies and data can be read on the way",
		},
		{
			"path": ["ordered_cache_behavior", "viewer_protocol_policy"], "not": {"allow-all"}, "part": "ordered", "severity": "medium",
			"grave": true, "set": "redirect-to-https", "says": "serves plain HTTP: passwords, cookies and data can be read on the way",
		},
		{
			"path": ["viewer_certificate", "minimum_protocol_version"],
			"only": {"tlsv1.2_2018", "tlsv1.2_2019", "tlsv1.2_2021", "tlsv1.2_2025", "tlsv1.3_2025"}, "missing": "always", "part": "tls",
			"set": "TLSv1.2_2021", "says": "accepts TLS below 1.2",
		},
		{
			"path": ["origin", "custom_origin_config", "origin_protocol_policy"], "not": {"http-only"},
			"unless": [{"path": ["origin", "domain_name"], "in": {"never"}}], "part": "origin", "severity": "low",
			"says": "asks its origin in plain HTTP",
		},
		{
			"path": ["origin", "custom_origin_config", "origin_ssl_protocols"], "any": {"sslv3", "tlsv1", "tlsv1.1"},
			"part": "origin-tls", "says": "accepts outdated TLS of its origin",
		},
	],
	"aws_api_gateway_domain_name": [
		{
			"path": ["security_policy"], "only": {"tls_1_2"}, "missing": "always",
			"unless": [{"path": ["security_policy"], "beginnings": ["securitypolicy_tls12", "securitypolicy_tls13"]}], "set": "TLS_1_2",
			"says": "accepts TLS 1.0",
		},
	],
	"aws_apigatewayv2_domain_name": [
		{
			"path": ["domain_name_configuration", "security_policy"], "not": {"tls_1_0"}, "part": "tls", "says": "accepts TLS 1.0",
		},
	],
	"aws_elasticsearch_domain": _elasticsearch_domain,
	"aws_opensearch_domain": _elasticsearch_domain,
}

_lb_listener := [
	{
		"path": ["protocol"], "not": {"http"}, "missing": "always",
		"unless": [{"path": ["default_action", "redirect", "protocol"], "in": {"#{protocol}", "https"}}, {"path": ["default_action", "type"], "in": {"fixed-response"}}],
		"severity": "medium", "grave": true, "says": "serves plain HTTP: passwords, cookies and data can be read on the way",
	},
	{
		"path": ["ssl_policy"],
		"not": {"elbsecuritypolicy-2011-08", "elbsecuritypolicy-2014-01", "elbsecuritypolicy-2014-10", "elbsecuritypolicy-2015-02", "elbsecuritypolicy-2015-03", "elbsecuritypolicy-2015-05", "elbsecuritypolicy-2016-08", "elbsecuritypolicy-fs-1-1-2019-08", "elbsecuritypolicy-fs-2018-06", "elbsecuritypolicy-tls-1-0-2015-04", "elbsecuritypolicy-tls-1-1-2017-01", "elbsecuritypolicy-tls13-1-0-2021-06", "elbsecuritypolicy-tls13-1-1-2021-06"},
		"severity": "medium", "set": "ELBSecurityPolicy-TLS13-1-2-2021-06",
		"says": "accepts TLS 1.0 or 1.1 (`{value}`): what it carries can be downgraded",
	},
	{
		"path": ["ssl_policy"], "missing": "always", "when": [{"path": ["protocol"], "in": {"https", "tls"}}], "part": "policy",
		"set": "ELBSecurityPolicy-TLS13-1-2-2021-06", "says": "names no TLS policy, and the default one accepts TLS 1.0",
	},
]

_lb := [
	{
		"path": ["drop_invalid_header_fields"], "not": {"false"},
		"unless": [{"path": ["load_balancer_type"], "in": {"gateway", "network"}}], "set": true,
		"says": "lets malformed headers through, with which requests are smuggled",
	},
	{
		"path": ["desync_mitigation_mode"], "not": {"monitor"}, "severity": "medium", "set": "defensive",
		"says": "lets ambiguous requests through (`{value}`), with which requests are smuggled",
	},
]

_elasticsearch_domain := [
	{
		"path": ["domain_endpoint_options", "enforce_https"], "not": {"false"}, "missing": "always", "part": "https",
		"severity": "medium", "set": true, "says": "answers plain HTTP: passwords and data can be read on the way",
	},
	{
		"path": ["domain_endpoint_options", "tls_security_policy"], "not": {"policy-min-tls-1-0-2019-07"}, "missing": "always",
		"part": "tls", "set": "Policy-Min-TLS-1-2-2019-07", "says": "accepts TLS 1.0",
	},
]
