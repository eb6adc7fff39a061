package dev.verdict.looks.asking;

import dev.verdict.core.build.KanikoLog;
import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.looks.asking.MeasuredBody.OutOfTime;
import dev.verdict.looks.asking.MeasuredBody.TooLarge;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.JsonBody;
import dev.verdict.looks.json.Misread;
import dev.verdict.looks.reading.Resource;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// All looks of one check: each is a GET (a list: its pages) whose answer becomes an observation,
/// and all of them share the deadline, the count, and the newest word of the cluster's clock.
public final class Asking {
    private static final int PAGE = 500;

    /// No honest list or log of one look is larger; a hostile one may be endless.
    private static final long MOST_BYTES = 512L * 1024 * 1024;

    private static final int LAST_LINES = 20;
    private static final int LAST_BYTES = 256 * 1024;

    /// A pause this long is not worth asking a second time for.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,4}");

    private final Cluster cluster;
    private final Deadline deadline;
    private final Duration allowed;
    private final Optional<Duration> each;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<Optional<Instant>> date = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Instant>> newest =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Gap>> silence = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<String>> refusal =
            new AtomicReference<>(Optional.empty());

    /// @param allowed how long the whole may take from now
    /// @param each how long one request may take
    public Asking(Cluster cluster, Duration allowed, Optional<Duration> each) {
        this.cluster = cluster;
        this.allowed = allowed;
        this.deadline = Deadline.in(allowed);
        this.each = each;
    }

    public Deadline deadline() {
        return deadline;
    }

    /// The gap of a look that the deadline of the whole has overtaken.
    public Gap late() {
        return new Gap.TimedOut(allowed);
    }

    public int requests() {
        return requests.get();
    }

    public long bytes() {
        return bytes.get();
    }

    /// Why nothing could be asked, where not one look was answered by the API itself: a proxy that
    /// reaches nobody (`502`), or that knows no such page (`404`), is no answer either.
    public Optional<Gap> silence() {
        return answers.get() > 0 || requests.get() == 0
                ? Optional.empty()
                : Optional.of(silence.get().orElseGet(this::late));
    }

    /// The latest `Date` of an answer.
    public Optional<Instant> date() {
        return date.get();
    }

    /// The newest time in anything read.
    public Optional<Instant> newest() {
        return newest.get();
    }

    /// What the API said when it did not know who is asking (401).
    public Optional<String> refusal() {
        return refusal.get();
    }

    /// Lists a kind, page by page.
    ///
    /// @param namespace empty for all of them
    public <T> Observation<List<T>> list(Resource<T> resource, String namespace) {
        Observation<List<T>> first = pages(resource, namespace);
        boolean isOutdated = first instanceof Observation.Unavailable<List<T>>(Gap.Expired _);
        // A continue token dies with etcd's compaction: from the beginning once more, then no more.
        return isOutdated && !deadline.isOver() ? pages(resource, namespace) : first;
    }

    private <T> Observation<List<T>> pages(Resource<T> resource, String namespace) {
        List<T> items = new ArrayList<>();
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            Get get = Get.of(collection(resource, namespace)).with("limit", String.valueOf(PAGE));
            if (!token.get().isEmpty()) {
                get = get.with("continue", token.get());
            }
            Observation<Optional<String>> page =
                    ask(
                            get,
                            new Rule("list", resource.plural(), resource.group(), namespace),
                            response -> page(resource, response, items));
            switch (page) {
                case Observation.Seen<Optional<String>>(Optional<String> next) -> token = next;
                case Observation.Unavailable<Optional<String>>(Gap gap) -> {
                    return Observation.unavailable(gap);
                }
                case Observation.Absent<Optional<String>>() -> {
                    return Observation.unavailable(
                            new Gap.NotAsked("this cluster does not serve " + resource.plural()));
                }
            }
        }
        return Observation.seen(List.copyOf(items));
    }

    private <T> Observation<Optional<String>> page(
            Resource<T> resource, Answer.Response response, List<T> items) {
        try (JsonBody body = new JsonBody(response.body())) {
            JsonBody.Frame frame =
                    body.list(
                            item -> {
                                if (isOf(resource, item)) {
                                    items.add(resource.reading().read(item, body.sharing()));
                                }
                            });
            remember(body);
            if (frame.kind().equals("Status")) {
                return unreadable(
                        resource.plural(),
                        "an error with status 200: " + frame.rest().at("message").textOrEmpty());
            }
            boolean isList =
                    frame.kind().equals("List") || frame.kind().equals(resource.kind() + "List");
            return isList
                    ? Observation.seen(frame.token())
                    : unreadable(resource.plural(), "it is no " + resource.kind() + "List");
        }
    }

    /// A mixed list has items of other kinds: they are no part of what was asked for.
    private static boolean isOf(Resource<?> resource, Field item) {
        Optional<String> kind = item.at("kind").text();
        return kind.isEmpty() || kind.get().equals(resource.kind());
    }

    /// Gets one object.
    public <T> Observation<T> one(Resource<T> resource, String namespace, String name) {
        return ask(
                Get.of(collection(resource, namespace) + "/" + encoded(name)),
                new Rule("get", resource.plural(), resource.group(), namespace),
                response -> {
                    try (JsonBody body = new JsonBody(response.body())) {
                        Field object = body.object();
                        if (object.at("kind").textOrEmpty().equals("Status")) {
                            return unreadable(
                                    resource.kind() + " " + name,
                                    "an error with status 200: "
                                            + object.at("message").textOrEmpty());
                        }
                        T read = resource.reading().read(object, body.sharing());
                        remember(body);
                        return Observation.seen(read);
                    }
                });
    }

    /// Reads a log, as much of it as its purpose needs.
    ///
    /// @param run what a builder's log is held against
    public Observation<ContainerLog> log(LogKey key, KanikoRun run) {
        Get get =
                Get.of(
                                collection(Resource.PODS, key.pod().namespace())
                                        + "/"
                                        + encoded(key.pod().name())
                                        + "/log")
                        .with("container", key.container());
        if (key.previous()) {
            get = get.with("previous", "true");
        }
        Rule rule = new Rule("get", "pods/log", "", key.pod().namespace());
        return switch (key.purpose()) {
            // With the kubelet's time before each line a silent build is known from a busy one.
            case BUILD ->
                    ask(get.with("timestamps", "true"), rule, response -> builders(response, run));
            case LAST_WORDS ->
                    ask(
                            get.with("tailLines", String.valueOf(LAST_LINES))
                                    .with("limitBytes", String.valueOf(LAST_BYTES)),
                            rule,
                            this::lastWords);
        };
    }

    private Observation<ContainerLog> builders(Answer.Response response, KanikoRun run) {
        KanikoLog log = new KanikoLog(run);
        FirstLine first = new FirstLine(log::line);
        boolean isCut = isCut(response, first);
        return first.refusal()
                .<Observation<ContainerLog>>map(
                        words -> Observation.unavailable(new Gap.Unreachable(words)))
                .orElseGet(() -> Observation.seen(new ContainerLog.OfBuilder(log.end(isCut))));
    }

    private Observation<ContainerLog> lastWords(Answer.Response response) {
        Deque<String> lines = new ArrayDeque<>();
        FirstLine first =
                new FirstLine(
                        line -> {
                            if (lines.size() == LAST_LINES) {
                                lines.removeFirst();
                            }
                            lines.addLast(line);
                        });
        boolean isCut = isCut(response, first);
        if (first.refusal().isPresent()) {
            return Observation.unavailable(new Gap.Unreachable(first.refusal().get()));
        }
        return isCut
                ? Observation.unavailable(new Gap.Truncated("the end of the log did not arrive"))
                : Observation.seen(new ContainerLog.LastWords(List.copyOf(lines)));
    }

    /// Reads all lines, and says whether the log goes on where they end: the body broke off, or the
    /// recording says so.
    private static boolean isCut(Answer.Response response, FirstLine lines) {
        boolean isMarked =
                response.headers().getOrDefault("x-verdict-truncated", "").equals("true");
        try (InputStream body = response.body()) {
            Lines.of(body, lines::accept);
            return isMarked;
        } catch (OutOfTime | TooLarge e) {
            throw new UncheckedIOException(e);
        } catch (IOException _) {
            return true;
        }
    }

    /// What a missing permission is called, in the API's own words.
    private record Rule(String verb, String resource, String group, String namespace) {
        String spoken() {
            String where =
                    namespace.isEmpty()
                            ? "at the cluster scope"
                            : "in the namespace \"" + namespace + "\"";
            return verb + " " + resource + " in API group \"" + group + "\" " + where;
        }

        boolean isLog() {
            return resource.equals("pods/log");
        }
    }

    /// What a body with status 200 says.
    private interface Understanding<T> {
        Observation<T> of(Answer.Response response);
    }

    /// Asks, and once more when the API asks for a pause that fits.
    private <T> Observation<T> ask(Get get, Rule rule, Understanding<T> understanding) {
        Observation<T> busy = Observation.unavailable(late());
        for (int attempt = 0; attempt < 2; attempt++) {
            if (deadline.isOver()) {
                return busy;
            }
            Deadline own = each.map(deadline::atMost).orElse(deadline);
            requests.incrementAndGet();
            switch (cluster.get(get, own)) {
                case Answer.NoResponse(Gap gap) -> {
                    noteSilence(gap);
                    return Observation.unavailable(gap);
                }
                case Answer.Response response -> {
                    noteDate(response);
                    if (response.status() != 429) {
                        return understood(measured(response, own), rule, own, understanding);
                    }
                    Gap tooMany = new Gap.Unreachable(Words.of(response).spoken());
                    noteSilence(tooMany);
                    busy = Observation.unavailable(tooMany);
                    Optional<Duration> pause = pause(response);
                    if (attempt > 0 || pause.isEmpty() || !waited(pause.get())) {
                        return busy;
                    }
                }
            }
        }
        return busy;
    }

    private Answer.Response measured(Answer.Response response, Deadline own) {
        return new Answer.Response(
                response.status(),
                response.headers(),
                new MeasuredBody(response.body(), own, bytes, MOST_BYTES));
    }

    private <T> Observation<T> understood(
            Answer.Response response, Rule rule, Deadline own, Understanding<T> understanding) {
        if (response.status() != 200) {
            return refused(response, rule);
        }
        answers.incrementAndGet();
        String type = response.headers().getOrDefault("content-type", "");
        if (!rule.isLog() && !type.isEmpty() && !type.contains("json")) {
            close(response);
            return unreadable(rule.resource(), type + " instead of JSON");
        }
        try {
            return understanding.of(response);
        } catch (Misread e) {
            return unreadable(rule.resource(), e.why());
        } catch (JacksonException e) {
            return Observation.unavailable(broken(e, rule, own));
        } catch (UncheckedIOException e) {
            return Observation.unavailable(broken(e, rule, own));
        }
    }

    /// Why a body could not be read to its end.
    private Gap broken(Exception e, Rule rule, Deadline own) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfTime) {
                return own.equals(deadline) ? late() : new Gap.TimedOut(each.orElse(allowed));
            }
            if (cause instanceof TooLarge) {
                return new Gap.Unreadable(
                        rule.resource() + ": larger than " + MOST_BYTES / 1024 / 1024 + " MiB");
            }
            if (cause instanceof IOException || cause instanceof UnexpectedEndOfInputException) {
                return new Gap.Truncated(rule.resource() + ": the answer broke off");
            }
        }
        return new Gap.Unreadable(rule.resource() + ": the answer is no JSON");
    }

    private <T> Observation<T> refused(Answer.Response response, Rule rule) {
        if (response.status() == 204) {
            answers.incrementAndGet();
            close(response);
            // A log of a pod that has no node yet: nothing was ever printed.
            return rule.isLog()
                    ? Observation.absent()
                    : unreadable(rule.resource(), "an answer without content");
        }
        Words words = Words.of(response);
        boolean isFromElsewhere = response.status() >= 500 || response.status() == 404;
        if (words.isStatus() || !isFromElsewhere) {
            answers.incrementAndGet();
        } else {
            noteSilence(new Gap.Unreachable(words.spoken()));
        }
        return switch (response.status()) {
            case 401 -> {
                refusal.compareAndSet(Optional.empty(), Optional.of(words.spoken()));
                yield Observation.unavailable(new Gap.Unreachable(words.spoken()));
            }
            case 403 ->
                    Observation.unavailable(
                            new Gap.Forbidden(words.missingRule().orElseGet(rule::spoken)));
            case 404 -> notFound(words, rule);
            case 410 -> Observation.unavailable(new Gap.Expired(words.spoken()));
            case 400 -> Observation.unavailable(badRequest(words, rule));
            default -> Observation.unavailable(new Gap.Unreachable(words.spoken()));
        };
    }

    /// Absent only when the API itself says that it knows no such object; a proxy's 404 says
    /// nothing, and neither does one about a kind that is not served.
    private static <T> Observation<T> notFound(Words words, Rule rule) {
        if (!words.isStatus()) {
            return Observation.unavailable(
                    new Gap.Unreachable(words.spoken() + " (not in the API's words)"));
        }
        if (rule.isLog()) {
            return Observation.unavailable(new Gap.Expired(words.message()));
        }
        if (rule.verb().equals("get") && words.object().isEmpty()) {
            return Observation.unavailable(
                    new Gap.NotAsked("this cluster does not serve " + rule.resource()));
        }
        return Observation.absent();
    }

    /// A log that was there and is not any more, or one that has not begun.
    private static Gap badRequest(Words words, Rule rule) {
        String said = words.message();
        boolean isGone =
                rule.isLog()
                        && (said.endsWith(" is terminated")
                                || said.startsWith("previous terminated container "));
        return isGone ? new Gap.Expired(said) : new Gap.Unreachable(words.spoken());
    }

    private static Optional<Duration> pause(Answer.Response response) {
        String seconds = response.headers().getOrDefault("retry-after", "");
        return SECONDS.matcher(seconds).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private boolean waited(Duration pause) {
        if (pause.compareTo(LONGEST_PAUSE) > 0 || pause.compareTo(deadline.left()) >= 0) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The first reason counts; that a look was not asked for is the least of them.
    private void noteSilence(Gap gap) {
        silence.updateAndGet(
                known ->
                        known.filter(first -> !(first instanceof Gap.NotAsked))
                                .or(() -> Optional.of(gap)));
    }

    private void noteDate(Answer.Response response) {
        HttpDate.parse(response.headers().getOrDefault("date", ""))
                .ifPresent(now -> date.updateAndGet(known -> Optional.of(later(known, now))));
    }

    private void remember(JsonBody body) {
        body.newest()
                .ifPresent(time -> newest.updateAndGet(known -> Optional.of(later(known, time))));
    }

    private static Instant later(Optional<Instant> known, Instant other) {
        return known.filter(k -> k.isAfter(other)).orElse(other);
    }

    private static <T> Observation<T> unreadable(String what, String why) {
        return Observation.unavailable(new Gap.Unreadable(what + ": " + why));
    }

    private static void close(Answer.Response response) {
        try {
            response.body().close();
        } catch (IOException _) {
            // Nobody reads it anyway.
        }
    }

    private static String collection(Resource<?> resource, String namespace) {
        String root = resource.group().isEmpty() ? "/api/v1" : "/apis/" + resource.group() + "/v1";
        String place = namespace.isEmpty() ? "" : "/namespaces/" + encoded(namespace);
        return root + place + "/" + resource.plural();
    }

    private static String encoded(String segment) {
        String encoded = URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
        // A name of dots alone would climb the path.
        return encoded.chars().allMatch(c -> c == '.') ? encoded.replace(".", "%2E") : encoded;
    }
}
