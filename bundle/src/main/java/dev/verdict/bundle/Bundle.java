package dev.verdict.bundle;

import dev.verdict.bundle.Limits.Suspicious;
import dev.verdict.core.observation.Gap;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import tools.jackson.core.JacksonException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/// A recorded moment, or a case folder with its `now`, as a cluster that answers GETs: a folder, a
/// tar archive (also gzipped) or a zip.
///
/// A list is the file of the kind's plural (`pods.json`), a log is
/// `logs/<pod>/<container>[.previous].log`, and the answer to a log that could not be read is the
/// same name with `.error` behind. What is not there was not asked for when the moment was
/// recorded. The clock is `collectedAt` in `recording.json`. Truth, story and registry of a case
/// are never opened.
public final class Bundle implements Cluster {
    private static final String RECORDING = "recording.json";

    private static final Set<String> LISTS =
            Set.of(
                    "pods",
                    "events",
                    "services",
                    "nodes",
                    "deployments",
                    "replicasets",
                    "statefulsets",
                    "daemonsets",
                    "controllerrevisions",
                    "jobs",
                    "cronjobs");

    private static final Pattern PATH =
            Pattern.compile(
                    "/(?:api/v1|apis/(?<group>[a-z0-9.-]+)/v1)"
                            + "(?:/namespaces/(?<namespace>[^/]+)(?=/))?"
                            + "/(?<plural>[a-z]+)(?:/(?<name>[^/]+)(?<log>/log)?)?");

    /// What a pod and a container may be called; anything else is in no recording.
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

    /// How a recording writes down the answer that a log has no content.
    private static final Pattern NO_JSON_STATUS =
            Pattern.compile("\\(HTTP status (\\d{3})\\b[^)]*\\)\\s*");

    private static final String POINT =
            "point --from at the folder of a recorded moment, at a case folder with a now/ in it,"
                    + " or at a .tar.gz or .zip of one";

    private final String name;
    private final Contents contents;
    private final String root;
    private final Map<String, String> headers;
    private final Map<String, ListFile> lists = new LinkedHashMap<>();
    private final List<ListFile> namespaceFiles = new ArrayList<>();

    private Bundle(Path path, Contents contents, String root) throws UnusableBundle, IOException {
        this.name = path.toString();
        this.contents = contents;
        this.root = root;
        this.headers = date(path, contents, root);
        for (Map.Entry<String, Content> file : contents.byPath().entrySet()) {
            index(path, file.getKey(), file.getValue());
        }
    }

    /// Opens a recording; nothing of it is judged, all of it is looked through once.
    public static Bundle open(Path path) throws UnusableBundle {
        if (!Files.exists(path)) {
            throw new UnusableBundle(path, "does not exist", POINT);
        }
        Contents contents;
        try {
            contents = Contents.of(path);
        } catch (Suspicious e) {
            throw new UnusableBundle(path, String.valueOf(e.getMessage()), POINT);
        } catch (ZipException e) {
            throw new UnusableBundle(path, "is a broken archive", "fetch or pack it again");
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableBundle(path, "cannot be read (" + reason(e) + ")", POINT);
        }
        try {
            Optional<String> root = root(contents.byPath().keySet());
            if (root.isEmpty()) {
                throw new UnusableBundle(
                        path, "holds no recording (no recording.json, no pods.json)", POINT);
            }
            return new Bundle(path, contents, root.get());
        } catch (UnusableBundle e) {
            contents.close();
            throw e;
        } catch (IOException e) {
            contents.close();
            throw new UnusableBundle(path, "cannot be read (" + reason(e) + ")", POINT);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /// Where the moment's files are: at the top, in `now/`, or the same below a single folder.
    private static Optional<String> root(Set<String> paths) {
        List<String> candidates = new ArrayList<>(List.of("", "now/"));
        Set<String> tops = new TreeSet<>();
        paths.forEach(path -> tops.add(path.substring(0, path.indexOf('/') + 1)));
        if (tops.size() == 1) {
            candidates.add(tops.iterator().next());
            candidates.add(tops.iterator().next() + "now/");
        }
        return candidates.stream().filter(root -> isMoment(root, paths)).findFirst();
    }

    private static boolean isMoment(String root, Set<String> paths) {
        return paths.contains(root + RECORDING)
                || LISTS.stream().anyMatch(list -> paths.contains(root + list + ".json"));
    }

    private static Map<String, String> date(Path path, Contents contents, String root)
            throws UnusableBundle, IOException {
        Optional<Content> recording = Optional.ofNullable(contents.byPath().get(root + RECORDING));
        if (recording.isEmpty()) {
            return Map.of();
        }
        try {
            return ListFile.text(recording.get(), "collectedAt")
                    .map(Instant::parse)
                    .map(time -> Map.of("date", httpDate(time)))
                    .orElse(Map.of());
        } catch (JacksonException | DateTimeException e) {
            throw broken(path, root + RECORDING);
        }
    }

    private static UnusableBundle broken(Path path, String file) {
        return new UnusableBundle(
                path, "has a broken file (" + file + ")", "record or fetch it again");
    }

    private static String httpDate(Instant time) {
        ZonedDateTime at = time.atZone(ZoneOffset.UTC);
        List<String> days = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
        List<String> months =
                List.of(
                        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                        "Dec");
        return String.format(
                Locale.ROOT,
                "%s, %02d %s %04d %02d:%02d:%02d GMT",
                days.get(at.getDayOfWeek().getValue() - 1),
                at.getDayOfMonth(),
                months.get(at.getMonthValue() - 1),
                at.getYear(),
                at.getHour(),
                at.getMinute(),
                at.getSecond());
    }

    private void index(Path path, String file, Content content) throws UnusableBundle, IOException {
        if (!file.startsWith(root) || !file.endsWith(".json") || file.equals(root + RECORDING)) {
            return;
        }
        String plural = file.substring(root.length(), file.length() - ".json".length());
        boolean isNamespace = plural.equals("namespace") || plural.matches("namespace(s|-[^/]+)");
        if (!isNamespace && !LISTS.contains(plural)) {
            return;
        }
        try {
            ListFile list = ListFile.read(content);
            if (isNamespace) {
                namespaceFiles.add(list);
            } else {
                lists.put(plural, list);
            }
        } catch (JacksonException e) {
            throw broken(path, file);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> server() {
        return Optional.empty();
    }

    /// Those of everything listed, and those that were asked for themselves.
    @Override
    public Optional<List<String>> namespaces() {
        SortedSet<String> names = new TreeSet<>();
        lists.values().forEach(list -> list.items().forEach(item -> names.add(item.namespace())));
        namespaceFiles.forEach(file -> file.items().forEach(item -> names.add(item.name())));
        names.remove("");
        return Optional.of(List.copyOf(names));
    }

    @Override
    public Answer get(Get get, Deadline deadline) {
        Matcher path = PATH.matcher(get.path());
        if (!path.matches()) {
            return notFound("", "", "the server could not find the requested resource");
        }
        Optional<String> group = Optional.ofNullable(path.group("group"));
        Optional<String> namespace =
                Optional.ofNullable(path.group("namespace")).map(Bundle::decoded);
        Optional<String> object = Optional.ofNullable(path.group("name")).map(Bundle::decoded);
        String plural = String.valueOf(path.group("plural"));
        try {
            if (path.group("log") != null) {
                return plural.equals("pods") && object.isPresent()
                        ? log(object.get(), get)
                        : notFound("", "", "the server could not find the requested resource");
            }
            if (plural.equals("namespaces") && group.isEmpty() && object.isPresent()) {
                return namespace(object.get());
            }
            Optional<ListFile> list =
                    group.filter("events.k8s.io"::equals).isPresent()
                            ? Optional.empty()
                            : Optional.ofNullable(lists.get(plural));
            return list.isEmpty()
                    ? notRecorded(plural + " are not in the recording")
                    : answer(list.get(), plural, group, namespace, object);
        } catch (IOException e) {
            return new Answer.NoResponse(
                    new Gap.Unreadable("the recording cannot be read: " + reason(e)));
        }
    }

    @Override
    public void close() {
        contents.close();
    }

    private Answer answer(
            ListFile list,
            String plural,
            Optional<String> group,
            Optional<String> namespace,
            Optional<String> object)
            throws IOException {
        if (list.code().isPresent()) {
            return response(list.code().get(), list.content().open());
        }
        Predicate<ListFile.Item> isThere =
                item -> namespace.isEmpty() || item.namespace().equals(namespace.get());
        if (object.isEmpty()) {
            return response(200, list.only(isThere));
        }
        Optional<ListFile.Item> found =
                list.items().stream()
                        .filter(isThere)
                        .filter(item -> item.isNamed(object.get()))
                        .findFirst();
        String kind = group.map(g -> plural + "." + g).orElse(plural);
        return found.isPresent()
                ? response(200, list.one(found.get()))
                : notFound(
                        object.get(),
                        plural,
                        kind + " \\\"" + plain(object.get()) + "\\\" not found");
    }

    private Answer namespace(String wanted) throws IOException {
        for (ListFile file : namespaceFiles) {
            if (file.code().isPresent() && namespaceFiles.size() == 1) {
                return response(file.code().get(), file.content().open());
            }
            for (ListFile.Item item : file.items()) {
                if (item.isNamed(wanted)) {
                    return response(200, file.one(item));
                }
            }
        }
        return notRecorded("this namespace is not in the recording");
    }

    private Answer log(String pod, Get get) throws IOException {
        String container = get.query().getOrDefault("container", "");
        if (!NAME.matcher(pod).matches() || !NAME.matcher(container).matches()) {
            return notRecorded("this log is not in the recording");
        }
        boolean isPrevious = get.query().getOrDefault("previous", "").equals("true");
        String file =
                root + "logs/" + pod + "/" + container + (isPrevious ? ".previous.log" : ".log");
        Optional<Content> text = Optional.ofNullable(contents.byPath().get(file));
        if (text.isPresent()) {
            return response(200, "text/plain", text.get().open());
        }
        Optional<Content> error = Optional.ofNullable(contents.byPath().get(file + ".error"));
        return error.isPresent()
                ? error(error.get())
                : notRecorded("this log is not in the recording");
    }

    /// A `Status` with its code, or in words that there was no content.
    private Answer error(Content content) throws IOException {
        byte[] bytes;
        try (InputStream in = content.open()) {
            bytes = in.readNBytes(64 * 1024);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        Matcher status = NO_JSON_STATUS.matcher(text);
        if (status.matches()) {
            return response(Integer.parseInt(status.group(1)), InputStream.nullInputStream());
        }
        try {
            int code = ListFile.read(content).code().orElse(500);
            return response(code, new ByteArrayInputStream(bytes));
        } catch (JacksonException | IOException _) {
            return response(500, "text/plain", new ByteArrayInputStream(bytes));
        }
    }

    private Answer notFound(String object, String plural, String message) {
        String details =
                object.isEmpty()
                        ? "{}"
                        : "{\"name\":\"" + plain(object) + "\",\"kind\":\"" + plural + "\"}";
        String body =
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\""
                        + message
                        + "\",\"reason\":\"NotFound\",\"details\":"
                        + details
                        + ",\"code\":404}";
        return response(404, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer response(int status, InputStream body) {
        return response(status, "application/json", body);
    }

    private Answer response(int status, String type, InputStream body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("content-type", type);
        return new Answer.Response(status, Map.copyOf(all), body);
    }

    private static Answer notRecorded(String what) {
        return new Answer.NoResponse(new Gap.NotAsked(what));
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9._:-]", "?");
    }
}
