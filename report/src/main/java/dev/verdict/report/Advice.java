package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.circumstance.Circumstance;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.What;
import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Source;
import dev.verdict.core.timeline.Moment;
import dev.verdict.core.timeline.Moment.Happened;
import dev.verdict.core.verdict.Part;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What to do next, the most important first: per verdict, cause and circumstance. A command only
/// looks, unless its text says that it changes the cluster.
final class Advice {
    private static final String CHANGES = " (this changes the cluster)";

    /// How long the kubelet waits between two tries to pull, [at
    /// most](https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/kubelet.go).
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

    /// Kinds whose image `kubectl set image` can change in place.
    private static final List<String> SETTABLE =
            List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "CronJob");

    private final Verdict verdict;
    private final Footing footing;
    private final Subject subject;

    private Advice(Verdict verdict, Footing footing) {
        this.verdict = verdict;
        this.footing = footing;
        this.subject = verdict.question().subject();
    }

    static List<Action> of(Verdict verdict, Footing footing) {
        return new Advice(verdict, footing).actions();
    }

    private List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        switch (verdict.word()) {
            case FALSE_ALARM -> fine(actions);
            case FAILED, BLOCKED -> actions.add(trouble());
            case STALE -> actions.add(stale());
            case IN_PROGRESS -> {
                actions.add(again());
                verdict.trouble().ifPresent(_ -> actions.add(trouble()));
            }
            case SUPERSEDED ->
                    actions.add(
                            Action.of(
                                    "Judge the later one instead.",
                                    check(
                                            new Question.Pins(
                                                    List.of(),
                                                    false,
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    Optional.empty()),
                                            Optional.empty())));
            case INCONCLUSIVE -> inconclusive(actions);
        }
        return List.copyOf(actions);
    }

    /// Nothing to do, unless a follow-up stands beside it.
    private void fine(List<Action> actions) {
        for (Circumstance circumstance : verdict.circumstances()) {
            String text = CircumstanceWords.followUp(circumstance);
            if (!text.isEmpty()) {
                actions.add(followUp(circumstance.code(), text));
            }
        }
        boolean proven = verdict.confidence().filter(c -> c == Confidence.PROVEN).isPresent();
        if (!actions.isEmpty()) {
            return;
        }
        if (!verdict.isClaimed()) {
            actions.add(Action.of("Nothing to do."));
        } else if (proven) {
            actions.add(Action.of("Close the alert" + longerWait() + "."));
        } else {
            actions.add(
                    Action.of("Nothing to repair; prove it as said above before you rely on it."));
        }
    }

    private Action followUp(Circumstance.Code code, String text) {
        return code == Circumstance.Code.SERVICE_SELECTS_NOTHING
                ? verdict.circumstances().stream()
                        .filter(c -> c.code() == code && !c.subject().isEmpty())
                        .findFirst()
                        .map(
                                c ->
                                        Action.of(
                                                text,
                                                kubectl(
                                                        subject.namespace(),
                                                        "describe",
                                                        "service/" + c.subject())))
                        .orElse(Action.of(text))
                : Action.of(text, buildLog());
    }

    /// Twice what it took this time, where the platform waited for less.
    private String longerWait() {
        if (!verdict.has(Circumstance.Code.PLATFORM_GAVE_UP_EARLY)
                || verdict.timeline().isEmpty()) {
            return "";
        }
        Optional<Instant> ready =
                verdict.timeline().stream()
                        .filter(m -> m.what() == Happened.READY || m.what() == Happened.PUSHED)
                        .map(Moment::at)
                        .max(Instant::compareTo);
        Instant begun = verdict.timeline().getFirst().at();
        return ready.filter(begun::isBefore)
                .map(end -> Duration.between(begun, end).toSeconds())
                .map(s -> (2 * s + 9) / 10 * 10)
                .map(
                        s ->
                                "; let the platform wait "
                                        + Times.span(Duration.ofSeconds(s))
                                        + " here (twice this run)")
                .orElse("");
    }

    private Action trouble() {
        Optional<Cause> cause = verdict.trouble().flatMap(t -> t.cause());
        if (cause.isEmpty()) {
            return Action.of(
                    "Read the text above; its meaning is not known here.",
                    verdict.part() == Part.BUILD ? buildLog() : describe());
        }
        CauseWords words = CauseWords.of(cause.get());
        Optional<Instant> pushed = pushedLately();
        if (cause.get() == Cause.IMAGE_NOT_FOUND && pushed.isPresent()) {
            return Action.of(
                    "Wait for the node's next try, at most 5 minutes after its last: the build"
                            + " pushed at "
                            + Times.near(pushed.get(), verdict.at())
                            + " UTC. If that fails too, "
                            + todo(cause.get(), words)
                            + ".",
                    command(cause.get(), words.look()));
        }
        return Action.of(
                whose() + todo(cause.get(), words) + changes(cause.get()) + ".",
                command(cause.get(), words.look()));
    }

    /// When the build pushed, where the node may not have tried since.
    private Optional<Instant> pushedLately() {
        Instant earliest = verdict.at().minus(LONGEST_BACK_OFF);
        return verdict.part() == Part.BUILD || verdict.built().isEmpty()
                ? Optional.empty()
                : verdict.timeline().stream()
                        .filter(m -> m.what() == Happened.PUSHED)
                        .map(Moment::at)
                        .max(Instant::compareTo)
                        .filter(earliest::isBefore);
    }

    /// What to change is another thing for a builder's own pod, and for who chose a name.
    private String todo(Cause cause, CauseWords words) {
        boolean ofBuild = verdict.part() == Part.BUILD;
        boolean yours = verdict.owners().equals(List.of(Owner.DEVELOPER));
        return switch (cause) {
            case BASE_IMAGE_UNAVAILABLE ->
                    yours
                            ? "correct the name of the registry in FROM, then build again"
                            : words.todo();
            case IMAGE_NOT_FOUND, INVALID_IMAGE_NAME ->
                    ofBuild ? "correct the image that the build's pod names" : words.todo();
            default -> words.todo();
        };
    }

    private String whose() {
        List<Owner> owners = verdict.owners();
        if (owners.size() > 1) {
            return "Yours or the platform team's: ";
        }
        return switch (owners.getFirst()) {
            case PLATFORM -> "Tell the platform team: ";
            case DEVELOPER -> "Yours: ";
            case NOBODY -> "";
        };
    }

    private boolean isPaused() {
        return verdict.evidence().stream()
                .anyMatch(
                        f ->
                                f.source() instanceof Source.Field(ObjectRef _, String path)
                                        && path.equals(".spec.paused"));
    }

    private String changes(Cause cause) {
        return cause == Cause.ROLLOUT_PAUSED && isPaused() ? CHANGES : "";
    }

    private Command command(Cause cause, CauseWords.Look look) {
        String namespace = namespace();
        return switch (look) {
            case POD -> describe();
            case LOG -> log(false);
            case PREVIOUS_LOG -> log(restarted());
            case BUILD_LOG -> buildLog();
            case BUILD ->
                    buildPod()
                            .map(p -> kubectl(p.namespace(), "describe", p.slashed()))
                            .or(
                                    () ->
                                            verdict.build()
                                                    .map(
                                                            b ->
                                                                    kubectl(
                                                                            b.ref().namespace(),
                                                                            "describe",
                                                                            b.ref().slashed())))
                            .orElseGet(this::describe);
            case WORKLOAD ->
                    cause == Cause.ROLLOUT_PAUSED && isPaused()
                            ? Command.changing(
                                    words(subject.namespace(), "rollout", "resume", slashed()))
                            : kubectl(subject.namespace(), "describe", slashed());
            case NODES -> kubectl(namespace, "get", "nodes", "-o", "wide");
            case QUOTAS -> kubectl(namespace, "describe", "resourcequotas");
            case LIMITS -> kubectl(namespace, "describe", "limitranges");
            case VOLUME_CLAIMS -> kubectl(namespace, "get", "persistentvolumeclaims");
            case SECRETS -> kubectl(namespace, "get", "secrets");
            case CONFIG_MAPS -> kubectl(namespace, "get", "configmaps");
            case SERVICE_ACCOUNTS -> kubectl(namespace, "get", "serviceaccounts");
            case RUNTIME_CLASSES -> kubectl(namespace, "get", "runtimeclasses");
            case PRIORITY_CLASSES -> kubectl(namespace, "get", "priorityclasses");
            case IMAGE ->
                    pod().map(
                                    p ->
                                            kubectl(
                                                    p.namespace(),
                                                    "get",
                                                    p.slashed(),
                                                    "-o",
                                                    "jsonpath={.spec.containers[*].image}"))
                            .orElseGet(this::describe);
        };
    }

    /// For STALE: pins the workload to what was built.
    private Action stale() {
        Optional<Digest> built = verdict.built();
        Optional<String> repository = built.flatMap(this::repository);
        if (built.isEmpty() || repository.isEmpty() || !SETTABLE.contains(subject.kind())) {
            return Action.of(
                    whose() + "roll the built image out by its digest.",
                    kubectl(subject.namespace(), "get", slashed(), "-o", "yaml"));
        }
        return Action.of(
                whose() + "roll the built image out by its digest" + CHANGES + ".",
                Command.changing(
                        words(
                                subject.namespace(),
                                "set",
                                "image",
                                slashed(),
                                container(built.get())
                                        + "="
                                        + repository.get()
                                        + "@"
                                        + built.get().value())));
    }

    private String container(Digest built) {
        return verdict.containers().stream()
                .filter(c -> c.built().filter(built::equals).isPresent())
                .map(Verdict.ContainerImages::name)
                .findFirst()
                .or(
                        () ->
                                verdict.containers().stream()
                                        .map(Verdict.ContainerImages::name)
                                        .findFirst())
                .orElse("*");
    }

    /// Where it was pushed to, as the log says; else the repository that the template names.
    private Optional<String> repository(Digest built) {
        Optional<String> asked =
                verdict.askedFor()
                        .flatMap(ImageReference::parse)
                        .map(r -> r.text().split("@", -1)[0])
                        .map(Advice::withoutTag);
        Optional<String> pushed =
                verdict.evidence().stream()
                        .filter(
                                f ->
                                        f.what() == What.PUSHED
                                                && f.value().endsWith("@" + built.value()))
                        .map(
                                f ->
                                        f.value()
                                                .substring(
                                                        0,
                                                        f.value().length()
                                                                - built.value().length()
                                                                - 1))
                        .filter(r -> ImageReference.parse(r).isPresent())
                        .findFirst();
        return pushed.or(() -> asked);
    }

    private static String withoutTag(String reference) {
        int colon = reference.lastIndexOf(':');
        return colon > reference.lastIndexOf('/') ? reference.substring(0, colon) : reference;
    }

    private Action again() {
        String recorded = footing.isRecording() ? ", in a newer recording" : "";
        String when =
                verdict.lookAgain()
                        .map(
                                t ->
                                        "Look again at "
                                                + Times.near(t, verdict.at())
                                                + " UTC"
                                                + (footing.isRecording() ? " or later" : in(t))
                                                + recorded
                                                + ".")
                        .orElse("Look again in a minute" + recorded + ".");
        return Action.of(when, check(verdict.question().pins(), verdict.question().claim()));
    }

    private String in(Instant then) {
        Duration wait = Duration.between(verdict.at(), then);
        return wait.isNegative() || wait.isZero() ? "" : " (in " + Times.span(wait) + ")";
    }

    private void inconclusive(List<Action> actions) {
        Optional<Gap> gap = verdict.missing().stream().map(Verdict.Missing::gap).findFirst();
        switch (verdict.row()) {
            case SUBJECT_ABSENT ->
                    actions.add(
                            verdict.build().isPresent()
                                    ? Action.of(
                                            "Ask who was to create "
                                                    + subject.kind()
                                                    + " "
                                                    + Escape.line(subject.name())
                                                    + ": its image is there.",
                                            kubectl(
                                                    subject.namespace(),
                                                    "get",
                                                    subject.kind().toLowerCase(Locale.ROOT)))
                                    : Action.of(
                                            "Check the name; if a build was meant, name it with"
                                                    + " --build.",
                                            kubectl(
                                                    subject.namespace(),
                                                    "get",
                                                    "deployments,statefulsets,daemonsets,jobs")));
            case PATCHED_BY_HAND ->
                    actions.add(
                            Action.of(
                                    "See which pod runs what; deleting the patched pod makes it"
                                            + " anew from its template.",
                                    kubectl(
                                            subject.namespace(),
                                            "get",
                                            "pods",
                                            "-o",
                                            "custom-columns=POD:.metadata.name,ASKED:.spec.containers[*].image,RUNS:.status.containerStatuses[*].imageID")));
            case SCALED_TO_ZERO ->
                    actions.add(
                            Action.of(
                                    "See who scaled it to zero; judge it again when a pod is"
                                            + " wanted.",
                                    kubectl(subject.namespace(), "describe", slashed())));
            case EVIDENCE_TOO_OLD ->
                    actions.add(
                            Action.of(
                                    "Look again, with evidence younger than the claim.",
                                    check(verdict.question().pins(), verdict.question().claim())));
            case NO_CLOCK ->
                    actions.add(
                            Action.of(
                                    "Look at the cluster itself, or at a recording that says when"
                                            + " it was taken.",
                                    check(verdict.question().pins(), verdict.question().claim())));
            case KINSHIP_UNKNOWN ->
                    actions.add(
                            Action.of(
                                    "Compare both in the registry: one may be an index with the"
                                            + " other.",
                                    kubectl(subject.namespace(), "get", slashed(), "-o", "wide")));
            case DIGEST_UNKNOWN, MAYBE_REPLACED ->
                    actions.add(
                            Action.of(
                                    "See in the registry which digest the tag holds and give it:"
                                            + " --digest sha256:...",
                                    check(verdict.question().pins(), verdict.question().claim())));
            case BUILD_UNSEEN, WORKLOAD_UNSEEN, SUBJECT_UNSEEN, ROLLOUT_UNSEEN ->
                    actions.add(mend(gap));
            case REPLACED,
                    BUILD_BLOCKED,
                    BUILD_SILENT,
                    BUILD_RUNS,
                    BUILD_FAILED,
                    WORKLOAD_FAILING,
                    WORKLOAD_BLOCKED,
                    WORKLOAD_CONVERGING,
                    NOT_ASKED_YET,
                    NEVER_ASKED,
                    RUNS_AND_SERVES,
                    NO_BUILD_SERVES,
                    ANOTHER_IMAGE_RUNS,
                    DIGEST_UNKNOWN_FRESHLY_PULLED,
                    BUILD_ALONE ->
                    actions.add(mend(gap));
        }
    }

    private Action mend(Optional<Gap> gap) {
        Command check = check(verdict.question().pins(), verdict.question().claim());
        if (gap.isEmpty()) {
            return Action.of("Look again.", check);
        }
        return switch (gap.get()) {
            case Gap.Forbidden(String rule) ->
                    Action.of(
                            "Have this right granted, then look again: " + Escape.line(rule) + ".",
                            check);
            case Gap.TimedOut(Duration after) -> {
                List<String> longer = new ArrayList<>(check.words());
                longer.add("--timeout");
                longer.add(Math.max(1, after.multipliedBy(3).toSeconds()) + "s");
                yield Action.of("Look again with more time.", Command.looking(longer));
            }
            case Gap.Unreachable _ -> Action.of("Look again when it answers.", check);
            case Gap.Expired _ ->
                    verdict.part() == Part.BUILD
                            ? Action.of(
                                    "See in the registry which digest the tag holds and give it:"
                                            + " --digest sha256:...",
                                    check)
                            : Action.of(
                                    "It does not come back. See what is there now.",
                                    kubectl(subject.namespace(), "describe", slashed()));
            case Gap.Truncated _, Gap.Unreadable _ ->
                    verdict.part() == Part.BUILD
                            ? Action.of("Read the build's log yourself.", buildLog())
                            : Action.of(
                                    "See for yourself.",
                                    kubectl(subject.namespace(), "describe", slashed()));
            case Gap.NotAsked(String why) ->
                    why.contains("registry")
                            ? Action.of(
                                    "See in the registry which digest the tag holds and give it:"
                                            + " --digest sha256:...",
                                    check)
                            : Action.of(
                                    "Name the build that is meant: --build NAME.",
                                    kubectl(subject.namespace(), "get", "jobs"));
        };
    }

    // --- what the commands are made of

    private String slashed() {
        return slashed(subject);
    }

    static String slashed(Subject subject) {
        return subject.kind().toLowerCase(Locale.ROOT) + "/" + subject.name();
    }

    private List<String> words(String namespace, String... words) {
        return Stream.of(
                        Stream.of("kubectl"),
                        footing.flags().stream(),
                        namespace.isEmpty() ? Stream.<String>of() : Stream.of("-n", namespace),
                        Arrays.stream(words))
                .flatMap(s -> s)
                .toList();
    }

    private Command kubectl(String namespace, String... words) {
        return Command.looking(words(namespace, words));
    }

    /// The same question again.
    private Command check(Question.Pins pins, Optional<Claim> claim) {
        List<String> words = new ArrayList<>(List.of(footing.calledAs().split(" ", -1)));
        words.addAll(List.of("check", slashed(), "-n", subject.namespace()));
        words.addAll(footing.checkFlags());
        if (pins.noBuild()) {
            words.addAll(List.of("--build", "none"));
        }
        for (Question.NamedBuild build : pins.builds()) {
            String kind = build.kind().toLowerCase(Locale.ROOT);
            words.add("--build");
            words.add(
                    build.container().map(c -> c + "=").orElse("")
                            + (kind.isEmpty() ? "" : kind + "/")
                            + build.name());
        }
        pins.digest().ifPresent(d -> words.addAll(List.of("--digest", d.value())));
        pins.container().ifPresent(c -> words.addAll(List.of("--container", c)));
        pins.patience().ifPresent(p -> words.addAll(List.of("--patience", seconds(p))));
        pins.buildPatience().ifPresent(p -> words.addAll(List.of("--build-patience", seconds(p))));
        claim.ifPresent(c -> words.addAll(claimed(c)));
        return Command.looking(words);
    }

    /// As little as makes it the same claim.
    private static List<String> claimed(Claim claim) {
        return claim.madeAt()
                .map(t -> List.of("--claimed-at", t.toString()))
                .or(() -> claim.message().map(m -> List.of("--claim-message", Cut.end(m, 40))))
                .or(() -> claim.platform().map(p -> List.of("--platform", p)))
                .orElse(List.of());
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }

    private Command describe() {
        return pod().map(p -> kubectl(p.namespace(), "describe", p.slashed()))
                .or(
                        () ->
                                verdict.part() == Part.BUILD
                                        ? verdict.build()
                                                .map(
                                                        b ->
                                                                kubectl(
                                                                        b.ref().namespace(),
                                                                        "describe",
                                                                        b.ref().slashed()))
                                        : Optional.empty())
                .orElseGet(() -> kubectl(subject.namespace(), "describe", slashed()));
    }

    private Command log(boolean previous) {
        Optional<ObjectRef> pod = pod();
        if (pod.isEmpty()) {
            return describe();
        }
        List<String> words =
                new ArrayList<>(words(pod.get().namespace(), "logs", pod.get().slashed()));
        containerInTrouble().ifPresent(c -> words.addAll(List.of("-c", c)));
        if (previous) {
            words.add("--previous");
        }
        words.add("--tail=50");
        return Command.looking(words);
    }

    private boolean restarted() {
        return verdict.evidence().stream()
                .anyMatch(f -> f.what() == What.RESTARTS && !f.value().equals("0"));
    }

    private Command buildLog() {
        Optional<ObjectRef> pod = buildPod();
        if (pod.isPresent()) {
            List<String> words =
                    new ArrayList<>(words(pod.get().namespace(), "logs", pod.get().slashed()));
            buildContainer().ifPresent(c -> words.addAll(List.of("-c", c)));
            words.add("--tail=50");
            return Command.looking(words);
        }
        return verdict.build()
                .map(
                        b ->
                                kubectl(
                                        b.ref().namespace(),
                                        "logs",
                                        b.ref().slashed(),
                                        "--all-containers",
                                        "--tail=50"))
                .orElseGet(() -> kubectl(subject.namespace(), "get", "jobs"));
    }

    private String namespace() {
        return pod().map(ObjectRef::namespace)
                .filter(n -> !n.isEmpty())
                .orElse(subject.namespace());
    }

    /// The pod that the evidence speaks of, those that decide first.
    private Optional<ObjectRef> pod() {
        return facts().flatMap(f -> pod(f.source()).stream()).findFirst();
    }

    private Stream<Fact> facts() {
        Stream<Fact> ofTrouble = verdict.trouble().stream().flatMap(t -> t.facts().stream());
        Stream<Fact> deciding = verdict.evidence().stream().filter(Fact::decides);
        return Stream.of(
                        ofTrouble,
                        deciding,
                        verdict.trouble().isEmpty()
                                ? verdict.evidence().stream()
                                : Stream.<Fact>of())
                .flatMap(s -> s);
    }

    private static Optional<ObjectRef> pod(Source source) {
        Optional<ObjectRef> object =
                switch (source) {
                    case Source.Field(ObjectRef o, String _) -> Optional.of(o);
                    case Source.LogLine(ObjectRef p, String _, long _) -> Optional.of(p);
                    case Source.Log(ObjectRef p, String _) -> Optional.of(p);
                    case Source.Event(ObjectRef o, String _) -> Optional.of(o);
                    case Source.Listing _, Source.Claim _ -> Optional.empty();
                };
        return object.filter(o -> o.kind().equalsIgnoreCase("Pod"));
    }

    private Optional<ObjectRef> buildPod() {
        return builderFacts()
                .flatMap(f -> pod(f.source()).stream())
                .findFirst()
                .or(() -> verdict.part() == Part.BUILD ? pod() : Optional.empty());
    }

    private Stream<Fact> builderFacts() {
        return verdict.evidence().stream()
                .filter(
                        f ->
                                f.what() == What.BUILDER_SAID
                                        || f.what() == What.PUSHED
                                        || f.what() == What.BUILDER_STATE);
    }

    private Optional<String> buildContainer() {
        return builderFacts()
                .flatMap(f -> container(f.source()).stream())
                .findFirst()
                .or(() -> verdict.part() == Part.BUILD ? containerInTrouble() : Optional.empty());
    }

    private Optional<String> containerInTrouble() {
        return facts().flatMap(f -> container(f.source()).stream()).findFirst();
    }

    /// The container that a source speaks of: `.status.containerStatuses[app].state`, a log.
    private static Optional<String> container(Source source) {
        return switch (source) {
            case Source.LogLine(ObjectRef _, String container, long _) -> Optional.of(container);
            case Source.Log(ObjectRef _, String container) -> Optional.of(container);
            case Source.Field(ObjectRef _, String path) -> {
                int open = path.indexOf("ontainerStatuses[");
                int close = path.indexOf(']', Math.max(open, 0));
                yield open < 0 || close < 0
                        ? Optional.empty()
                        : Optional.of(path.substring(open + "ontainerStatuses[".length(), close));
            }
            case Source.Event _, Source.Listing _, Source.Claim _ -> Optional.empty();
        };
    }
}
