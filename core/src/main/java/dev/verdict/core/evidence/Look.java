package dev.verdict.core.evidence;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One thing that is looked at, and that can be lost by itself.
public sealed interface Look {
    /// The look itself as the source of a fact.
    default Source source() {
        return switch (this) {
            case Listing _, Nodes _ -> new Source.Listing(word());
            case Log(ObjectRef pod, String container) -> new Source.Log(pod, container);
        };
    }

    /// What it is called where it is missing or where it decides: `pods`, `log build-x-abc/kaniko`.
    String word();

    /// The look that a fact was seen in; none for what the person asking said, and for kinds that
    /// are not looked at but named by others.
    static Optional<Look> behind(Source source) {
        return switch (source) {
            case Source.Field(ObjectRef object, String _) when object.kind().equals("Node") ->
                    Optional.of(new Nodes());
            case Source.Field(ObjectRef object, String _) -> Listing.of(object.kind());
            case Source.LogLine(ObjectRef pod, String container, long _) ->
                    Optional.of(new Log(pod, container));
            case Source.Log(ObjectRef pod, String container) ->
                    Optional.of(new Log(pod, container));
            case Source.Event _ -> Optional.of(Listing.EVENTS);
            case Source.Claim _, Source.Listing _ -> Optional.empty();
        };
    }

    /// All objects of one kind, wherever they were looked for.
    enum Listing implements Look {
        PODS,
        EVENTS,
        JOBS,
        DEPLOYMENTS,
        REPLICASETS,
        STATEFULSETS,
        DAEMONSETS,
        CRONJOBS,
        CONTROLLERREVISIONS,
        SERVICES,
        NAMESPACES;

        private static Optional<Look> of(String kind) {
            String plural = kind.toUpperCase(Locale.ROOT) + "S";
            return Arrays.stream(values())
                    .filter(l -> l.name().equals(plural))
                    .map(l -> (Look) l)
                    .findFirst();
        }

        /// The API's own plural.
        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// All nodes, or those that the pods in question sit on.
    record Nodes() implements Look {
        @Override
        public String word() {
            return "nodes";
        }
    }

    /// A container's log, whichever of its lives.
    record Log(ObjectRef pod, String container) implements Look {
        public static Log of(LogKey key) {
            return new Log(key.pod(), key.container());
        }

        @Override
        public String word() {
            return "log " + pod.name() + "/" + container;
        }
    }
}
