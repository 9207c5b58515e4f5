const CODE = /\.(?:tf|tofu)(?:\.json)?$/;
/** The files of values that Terraform reads without being told to. Any other `.tfvars` counts only where a command names it. */
const VALUES = /(?:^|\/)(?:terraform\.tfvars|[^/]*\.auto\.tfvars)(?:\.json)?$/;
/** What Terraform fetched, and what other tools put there. */
const FETCHED = /(?:^|\/)\.(?:terraform|terragrunt-cache)\//;

/** Is this a file of a Terraform module? Each is one document. */
export function isTerraformPath(path: string): boolean {
	return CODE.test(path) && !FETCHED.test(path);
}

/** Does Terraform read this file when it evaluates the module of its directory: a file of the module, or one of values? */
export function isModuleInput(path: string): boolean {
	return isTerraformPath(path) || (VALUES.test(path) && !FETCHED.test(path));
}
