package groundwire.code.promise_as_answer_test

import data.groundwire.code.promise_as_answer as rule

test_nothing if {
	count(rule.findings) == 0 with input as {"path": "src/a.ts", "language": "typescript", "role": "server", "promises": []}
}
