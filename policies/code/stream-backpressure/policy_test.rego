package groundwire.code.stream_backpressure_test

import data.groundwire.code.stream_backpressure as rule

test_nothing if {
	count(rule.findings) == 0 with input as {"path": "src/a.ts", "language": "typescript", "role": "server", "promises": [], "fanOuts": [], "streams": [], "blockingCalls": []}
}
