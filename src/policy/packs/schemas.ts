import actions from '../../evidence/schema/actions.json' with { type: 'json' };
import alerts from '../../evidence/schema/alerts.json' with { type: 'json' };
import dashboards from '../../evidence/schema/dashboards.json' with { type: 'json' };
import collector from '../../evidence/schema/collector.json' with { type: 'json' };
import dns from '../../evidence/schema/dns.json' with { type: 'json' };
import change from '../../evidence/schema/change.json' with { type: 'json' };
import cloudformation from '../../evidence/schema/cloudformation.json' with { type: 'json' };
import code from '../../evidence/schema/code.json' with { type: 'json' };
import compose from '../../evidence/schema/compose.json' with { type: 'json' };
import dockerfile from '../../evidence/schema/dockerfile.json' with { type: 'json' };
import helmValues from '../../evidence/schema/helm_values.json' with { type: 'json' };
import kubernetes from '../../evidence/schema/kubernetes.json' with { type: 'json' };
import kubernetesWorkspace from '../../evidence/schema/kubernetes_workspace.json' with { type: 'json' };
import terraform from '../../evidence/schema/terraform.json' with { type: 'json' };
import terraformPlan from '../../evidence/schema/terraform_plan.json' with { type: 'json' };
import terraformWorkspace from '../../evidence/schema/terraform_workspace.json' with { type: 'json' };
import workspace from '../../evidence/schema/workspace.json' with { type: 'json' };

/** The schemas of what policies see, by the name they have after `schema.` in an annotation. */
export const SCHEMAS: Readonly<Record<string, unknown>> = { dns, collector, dashboards, alerts, actions, change, cloudformation, code, compose, dockerfile, helm_values: helmValues, kubernetes, kubernetes_workspace: kubernetesWorkspace, terraform, terraform_plan: terraformPlan, terraform_workspace: terraformWorkspace, workspace };
