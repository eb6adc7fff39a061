package dev.verdict.core.cause;

import static dev.verdict.core.cause.Heals.NO;
import static dev.verdict.core.cause.Heals.YES;
import static dev.verdict.core.cause.Owner.DEVELOPER;
import static dev.verdict.core.cause.Owner.PLATFORM;

import java.util.regex.Pattern;

/// What the API server says when a controller may not create a pod. A webhook's own words come
/// first: they wrap whatever text its author chose.
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go>
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go>
enum AdmissionError implements MessageRow {
    WEBHOOK_UNTRUSTED(
            Meaning.of(Cause.WEBHOOK_FAILED).heals(NO),
            "failed calling webhook \"[^\"]{1,253}\": [^\\n]{0,1000}x509: "),
    WEBHOOK_FAILED(Meaning.of(Cause.WEBHOOK_FAILED), "failed calling webhook \"[^\"]{1,253}\""),
    WEBHOOK_DENIED(
            Meaning.of(Cause.POLICY_DENIED),
            "admission webhook \"[^\"]{1,253}\" denied the request"),
    ADMISSION_POLICY(
            Meaning.of(Cause.POLICY_DENIED),
            "validatingadmissionpolicy '[^']{1,253}' with binding '[^']{1,253}' denied request"),
    POD_SECURITY(
            Meaning.of(Cause.POLICY_DENIED), "is forbidden: violates podsecurity \"[^\"]{1,100}\""),
    SECURITY_CONSTRAINT(
            Meaning.of(Cause.POLICY_DENIED),
            "unable to validate against any (security context constraint|pod security policy)"
                    + "|podsecuritypolicy: unable to admit pod"),
    NAMESPACE_SELECTOR(
            Meaning.of(Cause.POLICY_DENIED),
            "pod node label selector conflicts with its namespace node label selector"),
    QUOTA_WANTS_NUMBERS(
            Meaning.of(Cause.QUOTA_EXCEEDED).heals(NO).by(DEVELOPER),
            "failed quota: \\S{1,253}: must specify [^\\n]{0,500}"),
    QUOTA_CATCHES_UP(
            Meaning.of(Cause.QUOTA_EXCEEDED).heals(YES),
            "status unknown for quota: |resource quota evaluation timed out"),
    QUOTA_FORBIDS(
            Meaning.of(Cause.QUOTA_EXCEEDED).heals(NO),
            "insufficient quota to (match these scopes|consume): "),
    QUOTA(
            Meaning.of(Cause.QUOTA_EXCEEDED),
            "is forbidden: exceeded quota: \\S{1,253}, requested: [^\\n]{0,500}"),
    LIMIT_RANGE(
            Meaning.of(Cause.LIMIT_RANGE_VIOLATED),
            "(maximum|minimum) \\S{1,253} usage per (container|pod|persistentvolumeclaim) is "
                    + "|\\S{1,253} max limit to request ratio per (container|pod) is "),
    /// The namespace's own account comes from a controller that has not caught up.
    DEFAULT_ACCOUNT_MISSING(
            Meaning.of(Cause.SERVICE_ACCOUNT_MISSING).by(PLATFORM),
            "error looking up service account \\S{1,253}/default: "
                    + "|serviceaccount \"default\" not found"),
    ACCOUNT_MISSING(
            Meaning.of(Cause.SERVICE_ACCOUNT_MISSING),
            "error looking up service account \\S{1,510}: serviceaccount \"[^\"]{1,253}\" not found"
                    + "|serviceaccount \"[^\"]{1,253}\" not found"),
    RUNTIME_CLASS_MISSING(
            Meaning.of(Cause.RUNTIME_CLASS_MISSING),
            "runtimeclass(\\.node\\.k8s\\.io)? \"[^\"]{1,253}\" not found"),
    PRIORITY_CLASS_MISSING(
            Meaning.of(Cause.PRIORITY_CLASS_MISSING),
            "no priorityclass with name \\S{1,253} was found"),
    NAMESPACE_TERMINATING(
            Meaning.of(Cause.POD_NOT_CREATED).heals(NO).by(DEVELOPER, PLATFORM),
            "unable to create new content in namespace \\S{1,63} because it is being terminated"),
    /// Nearest word: what the manifest says is not a pod.
    INVALID(
            Meaning.of(Cause.CONTAINER_CONFIG_INVALID).at(Stage.ADMISSION),
            "pod \"[^\"]{1,253}\" is invalid: [^\\n]{1,500}"),
    CONTROLLER_NOT_ALLOWED(
            Meaning.of(Cause.POD_NOT_CREATED).heals(NO),
            "is forbidden: user \"[^\"]{1,500}\" cannot create resource \"pods\""),
    CONTROL_PLANE(
            Meaning.of(Cause.POD_NOT_CREATED).heals(YES),
            "(^|: )etcdserver: |the server was unable to return a response in the time allotted"
                    + "|(^|: )too many requests"),
    ;

    private final Meaning meaning;
    private final Pattern words;

    AdmissionError(Meaning meaning, String words) {
        this.meaning = meaning;
        this.words = MessageRow.words(words);
    }

    @Override
    public Pattern words() {
        return words;
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
