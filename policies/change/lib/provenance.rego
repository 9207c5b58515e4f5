package groundwire.lib.provenance

# Who wrote a change, as far as anybody claims it. A claim makes a rule speak; that there is none silences nothing else.

default _provenance := {"marks": [], "complete": true}

_provenance := data.groundwire.provenance

default _authored := []

_authored := data.groundwire.authored

# The marks of these kinds.
marks(kinds) := [mark | some mark in object.get(_provenance, "marks", []); mark.kind in kinds]

# Tools of these kinds that wrote some of what stands at a place, or may have: the fact's `at`, or the JSON pointer of a part of a document.
# Where lines are claimed, only those count. What no commit's mark can be held against (a mark on the pull request, lines that could not
# be followed, a part of which lines are gone but none are new) counts for every mark of the change.
writers(place, kinds) := claimants if {
	claimants := {claim.tool | some claim in _within(place); claim.kind in kinds}
	count(claimants) > 0
} else := {mark.tool | some mark in marks(kinds)} if {
	_is_undivided(place)
} else := {mark.tool | some mark in marks(kinds); not mark.commit}

_within(place) := [claim | some claim in _authored; _covers(place, claim.at)]

_covers(place, at) if at == place

_covers(_, "")

_covers(place, at) if startswith(at, sprintf("%s/", [place]))

_is_undivided(place) if count(_within(place)) == 0

_is_undivided(_) if not object.get(_provenance, "complete", false)

_is_undivided(_) if not "lines" in object.keys(_provenance)

# `Claude Code and Cursor`; a tool without a name is an agent.
named(tools) := concat(" and ", sort([_name(tool) | some tool in tools]))

_name(tool) := tool if tool != "unspecified"

_name("unspecified") := "an agent"
