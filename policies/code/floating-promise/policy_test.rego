package groundwire.code.floating_promise_test

import data.groundwire.code.floating_promise as rule

test_nothing if {
	count(rule.findings) == 0 with input as {"path": "src/a.ts", "language": "typescript", "role": "server", "promises": [], "fanOuts": [], "streams": [], "blockingCalls": []}
}
