package dev.verdict.live.stub;

/// What RBAC is asked about one request.
///
/// @param verb `get`, `list` or `watch`
/// @param resource with its subresource: `pods/log`
/// @param namespace empty at the cluster's scope
/// @param name empty for a list
public record Access(
        String user, String verb, String group, String resource, String namespace, String name) {
    /// The API server's own words when the answer is no.
    public String refusal() {
        String plural =
                resource.contains("/") ? resource.substring(0, resource.indexOf('/')) : resource;
        String qualified = group.isEmpty() ? plural : plural + "." + group;
        return qualified
                + (name.isEmpty() ? "" : " \"" + name + "\"")
                + " is forbidden: User \""
                + user
                + "\" cannot "
                + verb
                + " resource \""
                + resource
                + "\" in API group \""
                + group
                + "\" "
                + (namespace.isEmpty()
                        ? "at the cluster scope"
                        : "in the namespace \"" + namespace + "\"");
    }
}
