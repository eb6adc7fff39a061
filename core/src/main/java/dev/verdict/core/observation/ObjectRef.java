package dev.verdict.core.observation;

/// One Kubernetes object. The `uid` is its identity: the same name with another uid is another
/// object.
///
/// @param kind as Kubernetes writes it, such as `Deployment`
/// @param namespace empty for a cluster-scoped object
/// @param uid empty where only the name is known, as in an event about an object nobody listed
public record ObjectRef(String kind, String namespace, String name, String uid) {
    /// Whether both speak of the same object, by uid.
    public boolean isSameAs(ObjectRef other) {
        return !uid.isEmpty() && uid.equals(other.uid);
    }

    /// `deployment/shop`, as kubectl prints and accepts it.
    public String slashed() {
        return kind.toLowerCase(java.util.Locale.ROOT) + "/" + name;
    }
}
