# METADATA
# title: Download that runs unread
# description: >-
#   Whatever the server sends is run, with the token and the secrets of the job: a break-in there, or a moved domain, is a
#   break-in here.
# custom:
#   id: curl-eval
#   category: actions/curl-eval
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [actions]
#   remedy: Download a fixed version, check its digest and then run it, or use a package.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
#   - ref: https://www.cisecurity.org/benchmark/software_supply_chain_security
# schemas:
#   - input: schema.actions
package groundwire.actions.curl_eval

import data.groundwire.lib.actions as gha

findings contains {
	"at": fetch.at,
	"subject": concat(":", [_where(script), fetch.by, fetch.url]),
	"message": sprintf("%s is run by `%s` as it arrives%s.", [_source(fetch), fetch.by, _effect(fetch, script)]),
	"severity": _severity(fetch),
} if {
	some script in input["$scripts"]
	some fetch in script.fetches
}

_where(script) := concat("/", [gha.step_name(found) | some found in gha.steps(input); gha.below(script.at, found.path)])

_source(fetch) := sprintf("What `%s` sends", [fetch.url]) if {
	fetch.url != ""
} else := "A download"

_effect(fetch, _) := ", and nothing proves who sent it" if fetch.unproven

_effect(fetch, script) := effect if {
	not fetch.unproven
	effect := _power(script)
}

_power(script) := sprintf(", in a job with %s", [power]) if {
	power := gha.power(input, script.at[1])
} else := ""

_severity(fetch) := "high" if {
	fetch.unproven
} else := "medium"
