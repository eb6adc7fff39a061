package dev.verdict.report;

import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Source;
import dev.verdict.core.timeline.Moment;

/// What a fact says, where it was read, and what happened when.
final class FactWords {
    private FactWords() {}

    static String of(What what) {
        return switch (what) {
            case PUSHED -> "the builder pushed";
            case BUILDER_SAID -> "the builder said";
            case BUILDER_STATE -> "the builder's container";
            case JOB_STATE -> "the Job";
            case TEMPLATE_ASKS -> "the template asks for";
            case RUNNING -> "the container runs";
            case READY_COUNT -> "pods ready";
            case POD_CONDITION -> "the pod";
            case CONTAINER_STATE -> "the container";
            case RESTARTS -> "restarts";
            case CONTAINER_PRINTED -> "the container printed";
            case EVENT -> "an event";
            case NODE_STATE -> "the node";
            case WORKLOAD_STATE -> "the workload";
            case OTHER_ATTEMPT -> "another attempt";
            case STILL_SERVES -> "pods that still serve";
            case SERVICE_SELECTOR -> "the Service's selector";
            case CLAIM_TIME -> "the time of the claim";
            case LOOKED_AT -> "looked at";
        };
    }

    /// Whether it is text that a container printed.
    static boolean isPrinted(What what) {
        return switch (what) {
            case BUILDER_SAID, CONTAINER_PRINTED -> true;
            case PUSHED,
                    BUILDER_STATE,
                    JOB_STATE,
                    TEMPLATE_ASKS,
                    RUNNING,
                    READY_COUNT,
                    POD_CONDITION,
                    CONTAINER_STATE,
                    RESTARTS,
                    EVENT,
                    NODE_STATE,
                    WORKLOAD_STATE,
                    OTHER_ATTEMPT,
                    STILL_SERVES,
                    SERVICE_SELECTOR,
                    CLAIM_TIME,
                    LOOKED_AT ->
                    false;
        };
    }

    /// `deployment/shop .status.readyReplicas`, `log build-x-abc/kaniko line 41`, `event pod/x
    /// FailedMount`.
    static String of(Source source) {
        return switch (source) {
            case Source.Field(var object, String path) -> object.slashed() + " " + path;
            case Source.Log(var pod, String container) -> "log " + pod.name() + "/" + container;
            case Source.Listing(String plural) -> "the list of " + plural;
            case Source.LogLine(var pod, String container, long line) ->
                    "log " + pod.name() + "/" + container + " line " + line;
            case Source.Event(var regarding, String reason) ->
                    "event " + regarding.slashed() + " " + reason;
            case Source.Claim(String field) -> "claim ." + field;
        };
    }

    static String of(Moment.Happened what) {
        return switch (what) {
            case BUILD_REQUESTED -> "build asked for";
            case BUILDER_STARTED -> "building";
            case PUSHED -> "pushed";
            case BUILD_ENDED -> "build ended";
            case BUILD_FAILED -> "build failed";
            case PLATFORM_GAVE_UP -> "PLATFORM GAVE UP";
            case ROLLOUT_REQUESTED -> "rollout asked for";
            case POD_PLACED -> "pod placed";
            case CONTAINER_STARTED -> "container started";
            case CONTAINER_CRASHED -> "container ended";
            case TROUBLE_SEEN -> "trouble seen";
            case READY -> "ready";
            case JUDGED -> "judged";
        };
    }

    /// What is left out first when there is no room: the larger, the sooner.
    static int unimportance(Moment.Happened what) {
        return switch (what) {
            case PLATFORM_GAVE_UP -> 0;
            case READY, BUILD_FAILED, PUSHED -> 1;
            case BUILD_REQUESTED, ROLLOUT_REQUESTED -> 2;
            case CONTAINER_CRASHED, TROUBLE_SEEN, BUILD_ENDED -> 3;
            case BUILDER_STARTED -> 4;
            case CONTAINER_STARTED -> 5;
            case JUDGED -> 6;
            case POD_PLACED -> 7;
        };
    }
}
