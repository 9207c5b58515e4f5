package groundwire.code.unbounded_fan_out_test

import data.groundwire.code.unbounded_fan_out as rule

test_nothing if {
	count(rule.findings) == 0 with input as {"path": "src/a.ts", "language": "typescript", "role": "server", "promises": [], "fanOuts": [], "streams": [], "blockingCalls": []}
}
