package groundwire.change.agent_handler_trace_test

import data.groundwire.change.agent_handler_trace as rule

_handler := {"at": "10-90", "subject": "consumer invoices", "kind": "consumer", "framework": "bullmq", "route": "invoices", "span": "absent"}

_file(handlers) := {"role": "server", "handlers": handlers, "profile": {"tracing": {"libraries": [], "auto": true, "instruments": ["http"], "manual": false}}}

_provenance := {
	"marks": [{"signal": "git-ai", "place": "note", "tool": "unspecified", "kind": "agent", "strength": "strong", "commit": "1"}],
	"complete": true,
	"lines": {},
}

_claim := {"at": "10-90", "kind": "agent", "tool": "unspecified", "strength": "strong", "lines": 3}

test_an_agents_handler if {
	found := rule.findings with input as _file([_handler]) with data.groundwire.provenance as _provenance with data.groundwire.authored as [_claim]
	found == {{
		"at": "10-90",
		"subject": "consumer invoices",
		"message": "`invoices` is new, an agent wrote it or a part of it, and no span is open while it works: when it is slow or fails, no trace shows where.",
	}}
}

test_a_persons_handler if {
	count(rule.findings) == 0 with input as _file([_handler])
	count(rule.findings) == 0 with input as _file([_handler])
		with data.groundwire.provenance as _provenance
		with data.groundwire.authored as [object.union(_claim, {"kind": "unknown"})]
}

test_kinds_of_the_config if {
	count(rule.findings) == 1 with input as _file([_handler])
		with data.groundwire.provenance as object.union(_provenance, {"marks": []})
		with data.groundwire.authored as [object.union(_claim, {"kind": "assist"})]
		with data.groundwire.params as {"agent-handler-trace": {"kinds": ["assist"]}}
}
