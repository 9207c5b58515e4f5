package groundwire.code.async_callback_test

import data.groundwire.code.async_callback as rule

test_nothing if {
	count(rule.findings) == 0 with input as {"path": "src/a.ts", "language": "typescript", "role": "server", "promises": []}
}
