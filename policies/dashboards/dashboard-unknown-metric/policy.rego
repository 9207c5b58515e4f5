# METADATA
# title: A panel asks for a metric that nobody gives
# description: >-
#   The panel is empty, and empty looks like quiet.
# custom:
#   id: dashboard-unknown-metric
#   category: dashboards/unknown-metric
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [dashboards]
#   remedy: Ask for the metric by its present name.
# related_resources:
#   - ref: https://github.com/prometheus/node_exporter/blob/master/CHANGELOG.md
#   - ref: https://github.com/kubernetes/kube-state-metrics/blob/main/CHANGELOG.md
# schemas:
#   - input: schema.dashboards
package groundwire.dashboards.dashboard_unknown_metric

import data.groundwire.lib.dashboards

findings contains {"at": array.concat(found.path, ["expr"]), "subject": sprintf("%s %s", [found.name, selector.metric]), "message": message} if {
	some found in dashboards.targets(input)
	some selector in found.target.promql.selectors
	present := dashboards.renamed[selector.metric]
	not _asks_both(found.target, present)
	message := sprintf("`%s` asks for `%s`, which its exporter has called `%s` for years: the panel is empty.", [found.name, selector.metric, present])
}

# `a or b` serves old exporters and new ones.
_asks_both(target, present) if {
	some selector in target.promql.selectors
	selector.metric == present
}
