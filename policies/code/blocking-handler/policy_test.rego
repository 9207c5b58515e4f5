package groundwire.code.blocking_handler_test

import data.groundwire.code.blocking_handler as rule

test_nothing if {
	count(rule.findings) == 0 with input as {"path": "src/a.ts", "language": "typescript", "role": "server", "promises": [], "fanOuts": [], "streams": [], "blockingCalls": []}
}
