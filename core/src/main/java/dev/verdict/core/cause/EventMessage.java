package dev.verdict.core.cause;

import dev.verdict.core.cause.EventMessage.Reading.Harmless;
import dev.verdict.core.cause.EventMessage.Reading.Known;
import dev.verdict.core.cause.EventMessage.Reading.Unrecognised;
import dev.verdict.core.cause.EventMessage.Reading.Why;
import dev.verdict.core.cause.EventReason.Topic;

import java.util.Optional;
import java.util.regex.Pattern;

/// The one door to all tables: a message of an event, a condition, a container's state or a
/// builder's last line, with its reason if there is one.
///
/// A known reason says which table to ask. Without one the text's own form must say where it comes
/// from: every form here is an opening that only that source writes. What has no known form is not
/// recognised.
public final class EventMessage {
    /// What a message of the cluster says.
    public sealed interface Reading {
        /// It names a cause.
        record Known(Diagnosis diagnosis) implements Reading {}

        /// It names none, and why that is so is known.
        record Harmless(Why why) implements Reading {}

        /// Not known here: never the nearest guess.
        record Unrecognised(String text) implements Reading {}

        /// Why a message names no cause.
        enum Why {
            /// Things go as they should: pulled, created, started, scaled.
            PROGRESS,
            /// An autoscaler is making room; it may still fail.
            CAPACITY_COMING,
            /// The kubelet's or a controller's cache has not caught up yet.
            CACHE_LAG,
            /// Trouble, but other events, the state or a log say what it is.
            SYMPTOM,
            /// The pod was evicted, preempted or drained: its successor is what counts.
            POD_TAKEN_AWAY,
            /// A pod on its way out.
            STOPPING,
            /// Said of a node or a cluster, in passing.
            BACKGROUND
        }
    }

    private static final Pattern PULL_FORM =
            MessageRow.words(
                    "^failed to pull image \"|^failed to pull and unpack image \"|^back-off pulling"
                        + " image \"|^image pull failed for |^failed to apply default image tag"
                        + " |^failed to inspect image |^container image \"[^\"]{1,500}\" is not"
                        + " present with pull policy|^rpc error: code = \\w{1,30} desc = failed to"
                        + " pull |^initializing source docker://|^unable to pull image or oci"
                        + " artifact");
    private static final Pattern BARE_PULL =
            MessageRow.words(
                    "^(errimagepull|imagepullbackoff|invalidimagename|errimageneverpull)$|^back-off"
                            + " pulling image \"[^\"]{0,500}\"$");
    private static final Pattern START_FORM =
            MessageRow.words(
                    "^failed to create containerd (task|container): |^failed to create shim task: "
                            + "|^oci runtime create failed: |^failed to start container "
                            + "|^secret \"[^\"]{1,253}\" not found$"
                            + "|^configmap \"[^\"]{1,253}\" not found$"
                            + "|^couldn't find key \\S{1,253} in (configmap|secret) "
                            + "|^container has runasnonroot and image "
                            + "|^error mounting \"|^failed to reserve container name "
                            + "|^failed to generate container \"|^cannot find volume \""
                            + "|^internal pre(create|start)container hook failed"
                            + "|^exec: \"");
    private static final Pattern CRASH_LOOP =
            MessageRow.words(
                    "^back-off restarting failed container"
                            + "|^back-off \\w{1,20} restarting failed container");
    private static final Pattern SANDBOX_FORM =
            MessageRow.words(
                    "^failed to create pod sandbox|^network is not ready: "
                            + "|^failed to (setup|set up) network for sandbox ");
    private static final Pattern VOLUME_FORM =
            MessageRow.words(
                    "^(mount|map|attach)volume\\.\\w{1,30} failed for volume "
                            + "|^multi-attach error for volume "
                            + "|^unable to attach or mount volumes: "
                            + "|^mountvolume\\.nodeaffinity check failed");
    private static final Pattern ADMISSION_FORM =
            MessageRow.words(
                    "^error creating: |^create (pod|claim) \\S{1,253} |^(pods?|replicasets\\.apps)"
                        + " \"|^admission webhook \"|^internal error occurred: |^failed to create"
                        + " new replica set \"|^validatingadmissionpolicy '|^failed calling webhook"
                        + " \"|^warning: would violate podsecurity|^would violate podsecurity");
    private static final Pattern REFUSAL_FORM =
            MessageRow.words(
                    "^pod was rejected: |^node didn't have enough resource: "
                            + "|^predicate \\w{1,60} failed|^forbidden sysctl: "
                            + "|^allocate failed due to |^pod was rejected as the node "
                            + "|^node has reached its volume attachment limit");
    private static final Pattern SCHEDULING_IN_PROGRESS =
            MessageRow.words(
                    "^skip schedule deleting pod: "
                            + "|waiting for ephemeral volume controller to create the");
    private static final Pattern KILL_IN_ORDER =
            MessageRow.words(
                    "^stopping container |definition changed, will be restarted"
                            + "|^cancelling deletion of pod ");
    private static final Pattern POLICY_EXIT =
            MessageRow.words("^container \\S{1,253} for pod \\S{1,510} failed with exit code \\d");
    private static final Pattern BUILDER_FORM =
            MessageRow.words(
                    "^(error )?(error building image: |error pushing image: "
                            + "|error checking push permissions|kaniko should only be run)"
                            + "|^error resolving (source context|dockerfile path)");
    private static final Pattern PUSH_FORM =
            MessageRow.words("^(error )?error (pushing image: |checking push permissions)");

    private EventMessage() {}

    /// Reads one message.
    ///
    /// @param reason the event's, condition's or state's reason; empty when it is not known
    public static Reading read(String reason, String message) {
        MessageText text = MessageText.of(message);
        Optional<EventReason> row = EventReason.of(reason);
        if (row.isPresent()) {
            return byReason(row.get(), message, text);
        }
        Optional<Diagnosis> state = reason.isEmpty() ? Optional.empty() : byState(reason, message);
        return state.<Reading>map(Known::new)
                .or(() -> byForm(message, text))
                .or(() -> EventForm.reasonOf(text).map(form -> byReason(form, message, text)))
                .orElseGet(() -> new Unrecognised(text.written()));
    }

    /// What a probe says in this message.
    public static Optional<ProbeMessage> probe(String message) {
        return ProbeMessage.of(message);
    }

    private static Reading byReason(EventReason row, String message, MessageText text) {
        Optional<Reading> reading =
                row.why().isPresent()
                        ? Optional.of(passing(row.why().get(), text))
                        : byTopic(row.topic(), message, text);
        return reading.or(() -> byForm(message, text))
                .or(() -> EventForm.reasonOf(text).flatMap(form -> form.why().map(Harmless::new)))
                .orElseGet(() -> new Unrecognised(text.written()));
    }

    /// One reason for a taint's eviction and for its being called off.
    private static Reading passing(Why why, MessageText text) {
        return new Harmless(text.has(KILL_IN_ORDER) ? Why.PROGRESS : why);
    }

    private static Optional<Reading> byTopic(Topic topic, String message, MessageText text) {
        return switch (topic) {
            case PULL -> known(PullMessage.diagnose(message));
            case PULL_OR_START -> pullOrStart(message, text).or(() -> start(message, text));
            case SANDBOX -> known(sandbox(message, text));
            case NETWORK ->
                    known(
                            SandboxMessage.diagnose(message)
                                    .or(() -> said(Cause.POD_NETWORK_FAILED, text)));
            case KILL ->
                    known(SandboxMessage.diagnose(message))
                            .or(() -> Optional.of(new Harmless(Why.STOPPING)));
            case VOLUME -> volume(message);
            case SCHEDULE -> schedule(message, text);
            case NO_CAPACITY -> known(said(Cause.INSUFFICIENT_RESOURCES, text));
            case ADMISSION -> admission(message);
            case CLAIM -> known(VolumeClaimMessage.diagnose(message));
            case PROBE -> probing(text);
            case EVICTED -> Optional.of(new Harmless(Why.POD_TAKEN_AWAY));
            case JOB_POLICY -> policy(text);
            case POST_START ->
                    Optional.of(new Known(ContainerMessage.postStartHook(text.written())));
            case PULL_SECRET -> known(said(Cause.PULL_SECRET_MISSING, text));
            case PAUSED -> known(said(Cause.ROLLOUT_PAUSED, text));
            case SUSPENDED -> known(said(Cause.JOB_SUSPENDED, text));
            case READINESS_GATE -> known(said(Cause.READINESS_GATE_UNMET, text));
            case NODE_NOT_READY ->
                    known(said(Cause.NODE_NOT_READY, text).map(d -> d.at(Stage.SANDBOX)));
            case NODE_LOST -> known(said(Cause.NODE_LOST, text));
            case NODE_PRESSURE -> known(said(Cause.NODE_PRESSURE, text));
            case SCHEDULE_BROKEN ->
                    Optional.of(
                            new Known(
                                    Meaning.of(Cause.POD_NOT_CREATED)
                                            .heals(Heals.NO)
                                            .by(Owner.DEVELOPER)
                                            .diagnosis(text.written())));
            case NONE -> Optional.empty();
        };
    }

    /// Reasons of a container's or a pod's state.
    private static Optional<Diagnosis> byState(String reason, String message) {
        return switch (WaitingReason.of(reason).kind()) {
            case PULL -> PullMessage.diagnose(message);
            case CREATE, START -> ContainerMessage.diagnose(reason, message);
            case CRASH_LOOP -> said(Cause.CONTAINER_CRASHES, MessageText.of(message));
            case NOTHING, UNRECOGNISED ->
                    ContainerMessage.diagnose(reason, message)
                            .or(() -> NodeRefusal.diagnose(reason, message));
        };
    }

    private static Optional<Reading> byForm(String message, MessageText text) {
        if (text.has(BUILDER_FORM)) {
            return known(BuilderErrors.of(text.written(), text.has(PUSH_FORM)));
        }
        if (text.has(SANDBOX_FORM)) {
            return known(SandboxMessage.diagnose(message));
        }
        if (text.has(VOLUME_FORM)) {
            return volume(message);
        }
        if (text.has(REFUSAL_FORM)) {
            return known(NodeRefusal.diagnose("", message));
        }
        return probing(text)
                .or(() -> pullOrStart(message, text))
                .or(() -> schedule(message, text))
                .or(() -> text.has(ADMISSION_FORM) ? admission(message) : Optional.empty())
                .or(() -> known(VolumeClaimMessage.diagnose(message)));
    }

    private static Optional<Reading> pullOrStart(String message, MessageText text) {
        if (text.has(BARE_PULL)) {
            return Optional.of(new Harmless(Why.SYMPTOM));
        }
        if (text.has(CRASH_LOOP)) {
            return known(said(Cause.CONTAINER_CRASHES, text));
        }
        if (text.has(PULL_FORM)) {
            return known(PullMessage.diagnose(message));
        }
        if (ContainerMessage.isNoise(message)) {
            return Optional.of(new Harmless(Why.CACHE_LAG));
        }
        return text.has(START_FORM)
                ? known(ContainerMessage.diagnose("", message))
                : Optional.empty();
    }

    /// The kubelet's reason says that a container failed: any form of the text will do.
    private static Optional<Reading> start(String message, MessageText text) {
        return text.has(PULL_FORM)
                ? Optional.empty()
                : known(ContainerMessage.diagnose("", message));
    }

    /// The reason alone says that there is no sandbox.
    private static Optional<Diagnosis> sandbox(String message, MessageText text) {
        return SandboxMessage.diagnose(message).or(() -> said(Cause.SANDBOX_FAILED, text));
    }

    private static Optional<Reading> volume(String message) {
        if (VolumeMessage.isNoise(message)) {
            return Optional.of(new Harmless(Why.CACHE_LAG));
        }
        return VolumeMessage.isSymptom(message)
                ? Optional.of(new Harmless(Why.SYMPTOM))
                : known(VolumeMessage.diagnose(message));
    }

    private static Optional<Reading> schedule(String message, MessageText text) {
        return text.has(SCHEDULING_IN_PROGRESS)
                ? Optional.of(new Harmless(Why.PROGRESS))
                : known(SchedulerMessage.diagnose(message));
    }

    private static Optional<Reading> admission(String message) {
        return AdmissionMessage.isNoise(message)
                ? Optional.of(new Harmless(Why.CACHE_LAG))
                : known(AdmissionMessage.diagnose(message));
    }

    private static Optional<Reading> probing(MessageText text) {
        if (text.has(KILL_IN_ORDER)) {
            return Optional.of(new Harmless(Why.PROGRESS));
        }
        return ProbeMessage.of(text.written())
                .map(probe -> new Known(probe.diagnosis(text.written())));
    }

    private static Optional<Reading> policy(MessageText text) {
        return text.has(POLICY_EXIT)
                ? Optional.of(
                        new Known(
                                Meaning.of(Cause.CONTAINER_CRASHES)
                                        .heals(Heals.NO)
                                        .diagnosis(text.written())))
                : Optional.of(new Harmless(Why.POD_TAKEN_AWAY));
    }

    private static Optional<Diagnosis> said(Cause cause, MessageText text) {
        return Optional.of(Diagnosis.of(cause, text.written()));
    }

    private static Optional<Reading> known(Optional<Diagnosis> diagnosis) {
        return diagnosis.map(Known::new);
    }
}
