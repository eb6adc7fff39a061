package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.circumstance.Circumstance;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.What;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Source;
import dev.verdict.core.timeline.Moment;
import dev.verdict.core.timeline.Moment.Happened;
import dev.verdict.core.verdict.Part;
import dev.verdict.core.verdict.Word;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One verdict on one screen: what happened, how we know, what to do next, what was not looked at.
///
/// A screen has 24 lines. What always stays are the verdict, its sentence, owner and cause, the
/// next action and the footing; evidence, timeline and notes give way step by step, and then the
/// last line says that there is more.
public final class TextReport {
    static final int LINES = 24;

    /// What a label such as `Next` takes.
    private static final int LABEL = 11;

    /// How much is shown, from everything to the least.
    private record Room(int facts, int moments, int notes, int actions, boolean digests) {}

    private static final List<Room> TROUBLED =
            List.of(
                    new Room(8, 12, 9, 2, true),
                    new Room(5, 8, 3, 2, true),
                    new Room(4, 7, 2, 2, true),
                    new Room(4, 6, 2, 1, true),
                    new Room(3, 6, 1, 1, true),
                    new Room(3, 5, 1, 1, false),
                    new Room(3, 4, 0, 1, false),
                    new Room(2, 4, 0, 1, false),
                    new Room(2, 3, 0, 1, false),
                    new Room(2, 0, 0, 1, false),
                    new Room(1, 3, 0, 1, false),
                    new Room(1, 0, 0, 1, false),
                    new Room(0, 0, 0, 1, false));

    private static final List<Room> CALM =
            List.of(
                    new Room(6, 12, 9, 2, true),
                    new Room(3, 9, 3, 2, true),
                    new Room(2, 8, 3, 1, true),
                    new Room(1, 8, 2, 1, true),
                    new Room(1, 7, 1, 1, true),
                    new Room(0, 7, 1, 1, true),
                    new Room(0, 6, 0, 1, true),
                    new Room(0, 5, 0, 1, true),
                    new Room(0, 3, 0, 1, true),
                    new Room(0, 0, 0, 1, true),
                    new Room(0, 0, 0, 1, false));

    /// How many blank lines part the screen, where there is room for all, and how few will do
    /// before something is left out for them.
    private static final int MOST_AIR = 5;

    private static final int LEAST_AIR = 2;

    private final Opinion opinion;
    private final Verdict verdict;
    private final Footing footing;
    private final Style style;
    private final int width;
    private final Map<Section, List<Line>> drawn = new HashMap<>();

    private TextReport(Opinion opinion, Footing footing, Style style) {
        this.opinion = opinion;
        this.verdict = opinion.verdict();
        this.footing = footing;
        this.style = style;
        this.width = style.width();
    }

    public static String of(Verdict verdict, Footing footing, Style style) {
        return of(Opinion.of(verdict), footing, style);
    }

    /// The whole answer, each line ended.
    public static String of(Opinion opinion, Footing footing, Style style) {
        return new TextReport(opinion, footing, style).draw();
    }

    private String draw() {
        StringBuilder text = new StringBuilder();
        fitting().forEach(l -> text.append(l.drawn(style.colour())).append('\n'));
        return text.toString();
    }

    /// First air gives way, then what is told; only at the very end the decisive facts themselves.
    private List<Line> fitting() {
        List<Room> rooms = isCalm() ? CALM : TROUBLED;
        List<Room> telling = rooms.subList(0, rooms.size() - 1);
        return telling.stream()
                .flatMap(room -> fitting(room, MOST_AIR, LEAST_AIR).stream())
                .findFirst()
                .or(() -> fitting(telling.getLast(), LEAST_AIR - 1, 0))
                .or(() -> fitting(rooms.getLast(), LEAST_AIR, 0))
                .orElseGet(() -> screen(rooms.getLast(), 0));
    }

    private Optional<List<Line>> fitting(Room room, int most, int least) {
        for (int air = most; air >= least; air--) {
            List<Line> lines = screen(room, air);
            if (lines.size() <= LINES) {
                return Optional.of(lines);
            }
        }
        return Optional.empty();
    }

    /// Where digests and timeline tell more than single facts.
    private boolean isCalm() {
        return switch (verdict.word()) {
            case FALSE_ALARM, STALE, SUPERSEDED, INCONCLUSIVE -> true;
            case FAILED, BLOCKED, IN_PROGRESS -> false;
        };
    }

    private List<Line> screen(Room room, int air) {
        List<Line> lines = new ArrayList<>(once("title", this::title));
        lines.addAll(once("head", this::head));
        add(lines, once("story", this::story), air >= 4);
        boolean digests = room.digests() && hasDigests();
        List<Line> shown = digests ? once("digests", this::digests) : List.of();
        add(lines, shown, air >= 2);
        List<Line> told =
                new ArrayList<>(evidence(room.facts(), room.facts() > 1 ? 3 : 2, digests));
        told.addAll(once("notes " + room.notes(), () -> notes(room.notes())));
        add(lines, told, shown.isEmpty() ? air >= 2 : air >= 5);
        add(
                lines,
                once(
                        "timeline " + room.moments(),
                        () -> Drawing.of(verdict, room.moments(), width)),
                air >= 3);
        if (air >= 1) {
            lines.add(Line.BLANK);
        }
        lines.addAll(once("next " + room.actions(), () -> next(room.actions())));
        lines.addAll(once("missing", this::missing));
        lines.add(footer(!room.equals((isCalm() ? CALM : TROUBLED).getFirst())));
        return lines;
    }

    /// The sentence, whose move it is, and what was taken on trust.
    private List<Line> head() {
        List<Line> lines = new ArrayList<>(wrapped(Sentence.of(verdict), 3));
        Sentence.causeLine(verdict).ifPresent(c -> lines.addAll(wrapped(c, 3)));
        Trust.of(verdict)
                .map(t -> "Taken on trust: " + t.taken() + ". To prove it: " + t.proof() + ".")
                .ifPresent(t -> lines.addAll(wrapped(t, 3)));
        return lines;
    }

    /// A piece of the page in a certain size; of one fact, where there are several.
    private record Section(String name, Optional<Fact> fact) {}

    private List<Line> once(String name, Supplier<List<Line>> draw) {
        return once(new Section(name, Optional.empty()), draw);
    }

    /// What does not depend on the room, or was drawn for the same room before.
    private List<Line> once(Section part, Supplier<List<Line>> draw) {
        List<Line> known = drawn.get(part);
        if (known != null) {
            return known;
        }
        List<Line> lines = draw.get();
        drawn.put(part, lines);
        return lines;
    }

    private static void add(List<Line> lines, List<Line> more, boolean airy) {
        if (more.isEmpty()) {
            return;
        }
        if (airy) {
            lines.add(Line.BLANK);
        }
        lines.addAll(more);
    }

    // --- the top

    private List<Line> title() {
        Subject subject = verdict.question().subject();
        String word =
                Sentence.word(verdict).replace('_', ' ')
                        + (Trust.of(verdict).isPresent() ? " (inferred)" : "");
        Paint paint = Paint.of(verdict);
        String name = Escape.line(Advice.slashed(subject));
        String place =
                (subject.namespace().isEmpty()
                                ? ""
                                : "namespace " + Escape.line(subject.namespace()) + "   ")
                        + Escape.line(footing.place());
        for (String gap : List.of("   ", "  ")) {
            String rest = gap + name + gap + place.replace("   ", gap);
            if (Cut.columns(word + rest) <= width) {
                return List.of(Line.headed(word, paint, rest));
            }
        }
        String first = "  " + Cut.middle(name, width - Cut.columns(word) - 2);
        List<Line> lines = new ArrayList<>();
        lines.add(Line.headed(word, paint, first));
        if (Cut.columns(place) + 2 <= width) {
            lines.add(Line.of("  " + place));
        } else {
            int half = (width - 2 - "namespace ".length() - 3) / 2;
            String namespace = Cut.middle(Escape.line(subject.namespace()), half);
            int left = width - 2 - "namespace ".length() - Cut.columns(namespace) - 3;
            lines.add(
                    Line.of(
                            "  namespace "
                                    + namespace
                                    + "   "
                                    + Cut.middle(Escape.line(footing.place()), left)));
        }
        return lines;
    }

    private List<Line> wrapped(String text, int most) {
        return Cut.wrap(text, width, most).stream().map(Line::of).toList();
    }

    // --- what happened, in two or three sentences

    private List<Line> story() {
        List<String> told = new ArrayList<>();
        opinion.askedFor()
                .ifPresent(
                        s ->
                                told.add(
                                        "Asked for "
                                                + Escape.line(Advice.slashed(s))
                                                + "; what owns it is judged."));
        claim().ifPresent(told::add);
        since().ifPresent(told::add);
        serves().ifPresent(told::add);
        if (told.isEmpty()) {
            return List.of();
        }
        return Cut.wrap(String.join(" ", told), width - 2, 4).stream()
                .map(l -> Line.of("  " + l))
                .toList();
    }

    private Optional<String> claim() {
        Optional<Claim> claim = verdict.question().claim();
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        String platform =
                claim.get()
                        .platform()
                        .map(p -> Cut.middle(Escape.line(p), 40))
                        .orElse("The platform");
        if (claim.get().madeAt().isEmpty()) {
            return Optional.of(
                    claim.get()
                            .message()
                            .map(
                                    m ->
                                            platform
                                                    + " says: \""
                                                    + Cut.middle(Escape.line(m), 100)
                                                    + "\".")
                            .orElse(platform + " reported a failure; when is not known."));
        }
        Instant madeAt = claim.get().madeAt().get();
        Duration after = Duration.between(verdict.at(), madeAt);
        String when =
                after.toSeconds() > 0
                        ? Times.near(madeAt, verdict.at())
                                + " UTC, "
                                + Times.span(after)
                                + " after this evidence"
                        : Times.withAge(madeAt, verdict.at());
        StringBuilder text = new StringBuilder(platform + " gave up at " + when + ".");
        Optional<String> pushed =
                moment(Happened.PUSHED).map(t -> "the build pushed " + beside(t, madeAt));
        Optional<String> ready =
                verdict.word() == Word.FALSE_ALARM
                        ? moment(Happened.READY)
                                .map(t -> "the pods were ready " + beside(t, madeAt))
                        : Optional.empty();
        if (pushed.isPresent() || ready.isPresent()) {
            String both =
                    pushed.map(p -> p + ready.map(r -> "; " + r).orElse(""))
                            .or(() -> ready)
                            .orElseThrow();
            text.append(' ')
                    .append(Character.toUpperCase(both.charAt(0)))
                    .append(both, 1, both.length())
                    .append('.');
        }
        return Optional.of(text.toString());
    }

    private static String beside(Instant at, Instant madeAt) {
        Duration later = Duration.between(madeAt, at);
        if (later.toSeconds() == 0) {
            return "at the same second";
        }
        return later.isNegative()
                ? Times.span(later.negated()) + " before that"
                : Times.span(later) + " after that";
    }

    private Optional<Instant> moment(Happened what) {
        return verdict.timeline().stream()
                .filter(m -> m.what() == what)
                .map(Moment::at)
                .max(Instant::compareTo);
    }

    /// How long it has been so.
    private Optional<String> since() {
        Instant now = verdict.at();
        boolean ofBuild = verdict.part() == Part.BUILD;
        return switch (verdict.word()) {
            case FALSE_ALARM ->
                    ofBuild
                            ? moment(Happened.PUSHED)
                                    .filter(_ -> !verdict.isClaimed())
                                    .map(t -> "Pushed at " + Times.withAge(t, now) + ".")
                            : Optional.empty();
            case FAILED, BLOCKED, IN_PROGRESS -> {
                Optional<String> ended =
                        moment(Happened.BUILD_FAILED)
                                .or(() -> moment(Happened.BUILD_ENDED))
                                .filter(_ -> ofBuild && verdict.word() == Word.FAILED)
                                .map(t -> "The build ended at " + Times.withAge(t, now) + ".");
                yield ended.or(
                        () ->
                                moment(
                                                ofBuild
                                                        ? Happened.BUILD_REQUESTED
                                                        : Happened.ROLLOUT_REQUESTED)
                                        .map(
                                                t ->
                                                        (ofBuild ? "The build" : "The rollout")
                                                                + " was asked for at "
                                                                + Times.withAge(t, now)
                                                                + "."));
            }
            case STALE ->
                    verdict.isClaimed()
                            ? Optional.empty()
                            : moment(Happened.PUSHED)
                                    .map(
                                            t ->
                                                    "The image was pushed at "
                                                            + Times.withAge(t, now)
                                                            + ".");
            case SUPERSEDED ->
                    moment(Happened.ROLLOUT_REQUESTED)
                            .map(
                                    t ->
                                            "The newest rollout was asked for at "
                                                    + Times.withAge(t, now)
                                                    + ".");
            case INCONCLUSIVE -> Optional.empty();
        };
    }

    /// What users get meanwhile; nothing where pods could not be seen.
    private Optional<String> serves() {
        Verdict.Rollout rollout = verdict.rollout();
        String kind = verdict.question().subject().kind();
        boolean seen = verdict.missing().stream().noneMatch(m -> m.isOf("pods"));
        if (rollout.desired().isEmpty() || !seen || kind.equals("Job") || kind.equals("CronJob")) {
            return Optional.empty();
        }
        int desired = rollout.desired().get();
        int ready = rollout.ready();
        int older = rollout.older();
        return switch (verdict.word()) {
            case FALSE_ALARM -> Optional.empty();
            case STALE, SUPERSEDED ->
                    Optional.of("The newest revision has " + count(ready, desired) + " ready.");
            case FAILED, BLOCKED, IN_PROGRESS, INCONCLUSIVE -> {
                if (verdict.word() == Word.INCONCLUSIVE) {
                    yield desired == 0
                            ? Optional.empty()
                            : Optional.of(
                                    "The newest revision has " + count(ready, desired) + " ready.");
                }
                if (verdict.part() == Part.BUILD) {
                    yield ready + older > 0
                            ? Optional.of(
                                    pods(ready + older)
                                            + " still serve"
                                            + third(ready + older)
                                            + " the earlier version.")
                            : Optional.empty();
                }
                boolean moment = verdict.word() == Word.FAILED && ready > 0 && ready >= desired;
                String newest =
                        desired == 0
                                ? ""
                                : "The newest revision has "
                                        + count(ready, desired)
                                        + " ready"
                                        + (moment ? ", for now: its container keeps ending" : "");
                String old =
                        older == 0
                                ? ""
                                : pods(older) + " of an earlier one still serve" + third(older);
                boolean nothing = older == 0 && ready == 0 && desired > 0;
                String both =
                        newest
                                + (newest.isEmpty() || old.isEmpty() ? "" : "; ")
                                + old
                                + (nothing ? ", no earlier one serves" : "");
                yield both.isEmpty() ? Optional.empty() : Optional.of(both + ".");
            }
        };
    }

    private static String third(int count) {
        return count == 1 ? "s" : "";
    }

    private static String pods(int count) {
        return count + (count == 1 ? " pod" : " pods");
    }

    private static String count(int ready, int desired) {
        return ready + " of " + pods(desired);
    }

    // --- digests side by side

    private boolean hasDigests() {
        return verdict.built().isPresent()
                || verdict.running().isPresent() && verdict.askedFor().isPresent();
    }

    private List<Line> digests() {
        List<Line> lines = new ArrayList<>();
        verdict.built().ifPresent(d -> lines.add(digest("built", d.abbreviated(), whoPushed())));
        verdict.askedFor()
                .ifPresent(
                        asked -> {
                            int at = asked.indexOf("@sha256:");
                            Optional<Digest> named =
                                    at < 0
                                            ? Optional.empty()
                                            : Digest.parse(asked.substring(at + 1));
                            lines.add(
                                    named.isPresent()
                                            ? digest(
                                                    "asked for",
                                                    named.get().abbreviated(),
                                                    Escape.line(asked.substring(0, at)))
                                            : digest("asked for", "by tag", Escape.line(asked)));
                        });
        verdict.running().ifPresent(d -> lines.add(digest("running", d.abbreviated(), whoRuns(d))));
        return lines;
    }

    private Line digest(String label, String digest, String rest) {
        String begin = "  " + Cut.pad(label, 10) + Cut.pad(digest, 20) + "  ";
        return Line.of(begin + Cut.middle(rest, width - Cut.columns(begin)));
    }

    private String whoPushed() {
        String line =
                verdict.evidence().stream()
                        .filter(f -> f.what() == What.PUSHED)
                        .map(Fact::source)
                        .map(
                                s ->
                                        switch (s) {
                                            case Source.LogLine l -> ", log line " + l.line();
                                            case Source.Field _,
                                                    Source.Log _,
                                                    Source.Listing _,
                                                    Source.Event _,
                                                    Source.Claim _ ->
                                                    "";
                                        })
                        .findFirst()
                        .orElse("");
        return verdict.build()
                .map(b -> Escape.line(b.ref().slashed()) + " pushed it" + line)
                .orElse("pushed" + line);
    }

    private String whoRuns(Digest running) {
        Verdict.Rollout rollout = verdict.rollout();
        String pods = rollout.desired().map(d -> count(rollout.ready(), d) + " ready").orElse("");
        String since = rollout.since().map(t -> " since " + Times.near(t, verdict.at())).orElse("");
        boolean differs = verdict.built().filter(b -> !b.equals(running)).isPresent();
        String other =
                verdict.word() == Word.STALE ? "NOT the built one" : "another digest than built";
        return differs
                ? other + (pods.isEmpty() ? "" : "; " + pods)
                : pods + (pods.isEmpty() ? "" : since);
    }

    // --- how we know

    private List<Line> evidence(int most, int first, boolean digests) {
        List<Line> lines = new ArrayList<>();
        int shown = 0;
        List<Fact> printed = new ArrayList<>();
        for (Fact fact : inOrder()) {
            if (fact.what() == What.CONTAINER_PRINTED) {
                printed.add(fact);
                continue;
            }
            boolean above =
                    digests
                            && switch (fact.what()) {
                                case PUSHED, TEMPLATE_ASKS, RUNNING -> true;
                                case READY_COUNT ->
                                        verdict.word() == Word.FALSE_ALARM
                                                && verdict.rollout().desired().isPresent();
                                case BUILDER_SAID,
                                        BUILDER_STATE,
                                        JOB_STATE,
                                        POD_CONDITION,
                                        CONTAINER_STATE,
                                        RESTARTS,
                                        CONTAINER_PRINTED,
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
            if (shown < most && !above && tells(fact)) {
                int rows = shown == 0 ? first : 2;
                lines.addAll(
                        once(
                                new Section("fact " + rows, Optional.of(fact)),
                                () -> fact(fact, rows)));
                shown++;
            }
        }
        if (!printed.isEmpty() && most > 0) {
            int rows = Math.min(3, most);
            lines.addAll(once("printed " + rows, () -> printed(printed, rows)));
        }
        if (verdict.trouble().filter(t -> t.cause().isEmpty() && !t.said().isEmpty()).isPresent()
                && lines.stream().noneMatch(l -> l.text().contains("\""))) {
            lines.addAll(unrecognised());
        }
        return lines;
    }

    /// What is wrong is told by the facts that show it, also where others would do without them; a
    /// look as a whole tells a person nothing.
    private boolean tells(Fact fact) {
        return fact.what() != What.LOOKED_AT
                && verdict.trouble()
                        .map(
                                t ->
                                        fact.decides()
                                                || t.facts().stream()
                                                        .filter(Fact::decides)
                                                        .anyMatch(fact::isAs))
                        .orElse(true);
    }

    /// What says the cause comes first, so that it is the last to give way. Without trouble, what
    /// the newest revision does comes before what the build did long ago.
    private List<Fact> inOrder() {
        if (verdict.trouble().isPresent()) {
            String said = verdict.trouble().get().said();
            return verdict.evidence().stream()
                    .sorted((a, b) -> rank(a, said) - rank(b, said))
                    .toList();
        }
        boolean turned = verdict.trouble().isEmpty() && verdict.part() == Part.WORKLOAD;
        Predicate<Fact> ofBuild =
                f ->
                        f.what() == What.BUILDER_STATE
                                || f.what() == What.BUILDER_SAID
                                || f.what() == What.PUSHED;
        Predicate<Fact> ofImage = f -> f.what() == What.TEMPLATE_ASKS || f.what() == What.RUNNING;
        List<Fact> all = verdict.evidence();
        return turned
                ? Stream.of(
                                all.stream().filter(ofBuild.or(ofImage).negate()),
                                all.stream().filter(ofImage),
                                all.stream().filter(ofBuild))
                        .flatMap(s -> s)
                        .toList()
                : all;
    }

    /// How much less a fact says than another.
    private int rank(Fact fact, String said) {
        boolean telling =
                tells(fact)
                        && (fact.what() == What.BUILDER_SAID
                                || !said.isBlank() && fact.value().contains(said));
        return telling ? 0 : fact.what() == What.RESTARTS ? 2 : 1;
    }

    /// The text that nobody recognises, where no fact has it already.
    private List<Line> unrecognised() {
        String said = verdict.trouble().orElseThrow().said();
        if (verdict.evidence().stream().anyMatch(f -> f.value().contains(said))) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>(List.of(Line.of("  not recognised:")));
        Cut.wrap(Escape.line(said), width - 4, 2).forEach(l -> lines.add(Line.of("    " + l)));
        return lines;
    }

    private List<Line> fact(Fact fact, int most) {
        String source = Escape.line(FactWords.of(fact.source()));
        String time = fact.at().map(t -> "  " + Times.near(t, verdict.at())).orElse("");
        String value = value(fact);
        String whole = "  " + source + "  " + value + time;
        if (Cut.columns(whole) <= width) {
            return List.of(Line.of(whole));
        }
        List<Line> lines = new ArrayList<>();
        boolean timeBelow =
                Cut.columns(source + time) > width - 2 && Cut.columns(value + time) <= width - 4;
        lines.add(
                timeBelow
                        ? Line.of("  " + Cut.middle(source, width - 2))
                        : Line.of("  " + Cut.middle(source, width - 2 - time.length()) + time));
        Cut.wrap(value + (timeBelow ? time : ""), width - 4, most)
                .forEach(l -> lines.add(Line.of("    " + l)));
        return lines;
    }

    private String value(Fact fact) {
        return FactWords.isPrinted(fact.what()) && !style.showLogs()
                ? "(left out: --no-logs)"
                : telling(Escape.brief(fact.value()));
    }

    /// The scheduler's message without what it says about preemption.
    private static String telling(String value) {
        int end = value.length();
        for (String noise : List.of(" preemption: ", " no new claims to deallocate")) {
            int at = value.indexOf(noise);
            end = at > 0 && value.startsWith("Unschedulable: ") ? Math.min(end, at) : end;
        }
        return value.substring(0, end).strip();
    }

    /// The last lines that a container printed.
    private List<Line> printed(List<Fact> printed, int most) {
        Fact last = printed.getLast();
        String source = Escape.line(FactWords.of(last.source()));
        String time = last.at().map(t -> "  " + Times.near(t, verdict.at())).orElse("");
        List<Line> lines = new ArrayList<>();
        if (!style.showLogs()) {
            String all = "  " + Cut.middle(source, width - 30) + "  (left out: --no-logs)";
            return List.of(Line.of(Cut.end(all, width)));
        }
        lines.add(
                Line.of(
                        "  "
                                + Cut.middle(source + ", its last lines", width - 2 - time.length())
                                + time));
        printed.subList(Math.max(0, printed.size() - most), printed.size())
                .forEach(
                        f ->
                                lines.add(
                                        Line.of(
                                                "    | "
                                                        + Cut.end(
                                                                Escape.line(f.value()),
                                                                width - 6))));
        return lines;
    }

    // --- what else is worth knowing

    private List<Line> notes(int most) {
        List<String> notes = new ArrayList<>();
        for (Circumstance circumstance : verdict.circumstances()) {
            if (!Sentence.mentions(verdict, circumstance.code())) {
                notes.add(CircumstanceWords.of(circumstance));
            }
        }
        verdict.build()
                .filter(_ -> !verdict.otherBuilds().isEmpty())
                .ifPresent(
                        b ->
                                notes.add(
                                        "Build meant: "
                                                + Escape.line(b.ref().slashed())
                                                + ", found by its "
                                                + b.foundBy().word()
                                                + "; also there: "
                                                + String.join(
                                                        ", ",
                                                        verdict.otherBuilds().stream()
                                                                .map(o -> Escape.line(o.slashed()))
                                                                .toList())));
        if (verdict.containers().size() > 1) {
            for (Verdict.ContainerImages c : verdict.containers()) {
                notes.add(
                        "Container "
                                + Escape.line(c.name())
                                + ": built "
                                + c.built().map(Digest::abbreviated).orElse("unknown")
                                + ", runs "
                                + c.running().map(Digest::abbreviated).orElse("unknown"));
            }
        }
        return notes.stream()
                .limit(most)
                .map(n -> Line.of("  " + Cut.middle(n, width - 2)))
                .toList();
    }

    // --- the bottom

    private List<Line> next(int most) {
        List<Line> lines = new ArrayList<>();
        String label = "Next";
        for (Action action : Advice.of(verdict, footing).stream().limit(most).toList()) {
            List<String> text = Cut.wrap(action.text(), width - LABEL, 2);
            for (int i = 0; i < text.size(); i++) {
                lines.add(
                        i == 0 && !label.isEmpty()
                                ? Line.headed(
                                        label,
                                        Paint.STRONG,
                                        " ".repeat(LABEL - label.length()) + text.get(i))
                                : Line.of(" ".repeat(LABEL) + text.get(i)));
            }
            label = "";
            action.command().ifPresent(c -> c.lines(width).forEach(l -> lines.add(Line.of(l))));
        }
        return lines;
    }

    private List<Line> missing() {
        List<NotLooked> all = new ArrayList<>(NotLooked.in(verdict));
        List<Line> lines = new ArrayList<>();
        if (verdict.word() == Word.INCONCLUSIVE && NotLooked.firstDecides(verdict)) {
            NotLooked first = all.removeFirst();
            String what = first.why().contains(first.what()) ? "" : first.what() + ": ";
            lines.addAll(labelled("Missing", what + first.why(), 2));
            if (!isMended(verdict.missing().getFirst().gap())) {
                first.remedy()
                        .ifPresent(r -> lines.addAll(labelled("", "To get it: " + r + ".", 2)));
            }
        }
        if (all.isEmpty()) {
            return lines;
        }
        lines.addAll(labelled("Not looked", some(all), 2));
        return lines;
    }

    /// Whether the next action says already how to get it.
    private static boolean isMended(Gap gap) {
        return switch (gap) {
            case Gap.Forbidden _,
                    Gap.TimedOut _,
                    Gap.Unreachable _,
                    Gap.Unreadable _,
                    Gap.NotAsked _ ->
                    true;
            case Gap.Expired _, Gap.Truncated _ -> false;
        };
    }

    /// As many as two lines hold.
    private String some(List<NotLooked> all) {
        int room = 2 * (width - LABEL) - 16;
        StringBuilder text = new StringBuilder();
        List<String> groups = NotLooked.together(all, verdict.question().subject().namespace());
        for (int i = 0; i < groups.size(); i++) {
            String next = (i == 0 ? "" : "; ") + Cut.middle(groups.get(i), room / (i + 1));
            if (i > 0 && text.length() + next.length() > room) {
                return text + "; " + (groups.size() - i) + " more";
            }
            text.append(next);
        }
        return text.toString();
    }

    private List<Line> labelled(String label, String text, int most) {
        List<Line> lines = new ArrayList<>();
        List<String> wrapped = Cut.wrap(text, width - LABEL, most);
        for (int i = 0; i < wrapped.size(); i++) {
            String head = i == 0 ? label : "";
            lines.add(
                    Line.headed(
                            head,
                            Paint.STRONG,
                            " ".repeat(LABEL - head.length()) + wrapped.get(i)));
        }
        return lines;
    }

    private Line footer(boolean dropped) {
        List<String> parts = new ArrayList<>();
        parts.add(verdict.confidence().map(c -> c.word()).orElse("nothing concluded"));
        switch (footing.origin()) {
            case Footing.Live _ ->
                    parts.add(
                            footing.requests()
                                    + (footing.requests() == 1 ? " request" : " requests"));
            case Footing.Recording _ ->
                    parts.add(
                            (verdict.clock() == Evidence.Clock.GUESSED ? "as of about " : "as of ")
                                    + Times.seconds(verdict.at()));
        }
        parts.add(Times.took(footing.elapsed()));
        footing.skew()
                .filter(s -> s.abs().compareTo(Footing.WORTH_SAYING) > 0)
                .ifPresent(
                        s ->
                                parts.add(
                                        "your clock is "
                                                + Times.span(s.abs())
                                                + (s.isNegative() ? " slow" : " fast")));
        if (dropped) {
            parts.add("more with -o json");
        }
        return Line.of(Cut.end(String.join(" · ", parts), width));
    }
}
