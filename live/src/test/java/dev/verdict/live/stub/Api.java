package dev.verdict.live.stub;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What the API answers about one recorded moment.
///
/// @param unrecordedIsEmpty whether a resource that nobody recorded is an empty list; else it is
///   forbidden
/// @param violation told of a request that the real API would not have understood as it was meant
record Api(
        Moment moment,
        Predicate<Access> allowed,
        boolean unrecordedIsEmpty,
        Consumer<String> violation) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RESOURCE_VERSION = "60000";
    private static final int LONGEST_LOG_LINES = Integer.MAX_VALUE;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private static final Set<String> LIST_PARAMETERS =
            Set.of(
                    "labelSelector",
                    "fieldSelector",
                    "limit",
                    "continue",
                    "resourceVersion",
                    "resourceVersionMatch",
                    "timeoutSeconds",
                    "timeout",
                    "watch",
                    "allowWatchBookmarks",
                    "sendInitialEvents",
                    "pretty");

    private static final Set<String> LOG_PARAMETERS =
            Set.of(
                    "container",
                    "previous",
                    "tailLines",
                    "limitBytes",
                    "sinceSeconds",
                    "sinceTime",
                    "timestamps",
                    "follow",
                    "insecureSkipTLSVerifyBackend",
                    "stream",
                    "pretty",
                    "timeout");

    private static final Set<String> GET_PARAMETERS =
            Set.of("pretty", "resourceVersion", "timeout");
    private static final Set<String> DISCOVERY_PARAMETERS = Set.of("timeout");

    /// Where a request goes once its path is understood.
    ///
    /// @param namespace empty at the cluster's scope
    /// @param name empty for a list
    /// @param subresource empty for the object itself
    private record Target(Resource resource, String namespace, String name, String subresource) {}

    Reply answer(Call call, String user) {
        if (!call.method().equals("GET")) {
            violation.accept(call.method() + " " + call.line());
            return Reply.status(
                    405,
                    "MethodNotAllowed",
                    "the server does not allow this method on the requested resource");
        }
        Optional<Reply> discovery = discovery(call);
        if (discovery.isPresent()) {
            check(call, DISCOVERY_PARAMETERS);
            return discovery.get();
        }
        Optional<Target> target = target(call.path());
        if (target.isEmpty()) {
            violation.accept("no such resource: " + call.line());
            return Reply.noSuchResource();
        }
        return answer(call, user, target.get());
    }

    /// Whether it is a watch, which the server streams.
    static boolean isWatch(Call call) {
        return Set.of("true", "1").contains(call.parameter("watch").orElse(""));
    }

    private Reply answer(Call call, String user, Target target) {
        Resource resource = target.resource;
        String verb = !target.name.isEmpty() ? "get" : isWatch(call) ? "watch" : "list";
        String asked =
                target.subresource.isEmpty()
                        ? resource.plural()
                        : resource.plural() + "/" + target.subresource;
        Access access =
                new Access(user, verb, resource.group(), asked, target.namespace, target.name);
        if (!allowed.test(access)) {
            return forbidden(access, resource);
        }
        if (target.subresource.equals("log")) {
            check(call, LOG_PARAMETERS);
            return log(call, target, access);
        }
        if (moment.all(resource).isEmpty() && !unrecordedIsEmpty) {
            return forbidden(access, resource);
        }
        if (!target.name.isEmpty()) {
            check(call, GET_PARAMETERS);
            return moment.one(resource, target.namespace, target.name)
                    .map(item -> Reply.json(whole(resource, item)))
                    .orElseGet(() -> Reply.notFound(resource, target.name));
        }
        check(call, LIST_PARAMETERS);
        return list(call, target);
    }

    private Reply list(Call call, Target target) {
        Resource resource = target.resource;
        List<ObjectNode> items;
        try {
            Predicate<JsonNode> labels =
                    Selectors.labels(call.parameter("labelSelector").orElse(""));
            Predicate<JsonNode> fields =
                    Selectors.fields(call.parameter("fieldSelector").orElse(""), resource);
            items =
                    moment.all(resource).orElse(List.of()).stream()
                            .filter(
                                    it ->
                                            target.namespace.isEmpty()
                                                    || Moment.namespaceOf(it)
                                                            .equals(target.namespace))
                            .filter(labels.and(fields))
                            .sorted(
                                    Comparator.comparing(Moment::namespaceOf)
                                            .thenComparing(Moment::nameOf))
                            .toList();
        } catch (IllegalArgumentException e) {
            violation.accept(e.getMessage() + " in " + call.line());
            return Reply.badRequest(String.valueOf(e.getMessage()));
        }
        if (call.parameter("resourceVersionMatch").isPresent()
                && call.parameter("resourceVersion").isEmpty()) {
            violation.accept("resourceVersionMatch without resourceVersion: " + call.line());
            return Reply.status(
                    422,
                    "Invalid",
                    "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless"
                            + " resourceVersion is provided");
        }
        return page(call, resource, items);
    }

    private Reply page(Call call, Resource resource, List<ObjectNode> items) {
        String limitText = call.parameter("limit").orElse("0");
        if (!NUMBER.matcher(limitText).matches()) {
            violation.accept("limit is not a number: " + call.line());
            return Reply.badRequest(
                    "strconv.ParseInt: parsing \"" + limitText + "\": invalid syntax");
        }
        int from = 0;
        String token = call.parameter("continue").orElse("");
        if (!token.isEmpty()) {
            try {
                String start =
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                from =
                        Integer.parseInt(
                                start.replaceAll("^.*\"start\":\"", "").replaceAll("\".*$", ""));
            } catch (IllegalArgumentException e) {
                violation.accept("continue is not ours: " + call.line());
                return Reply.badRequest(
                        "invalid continue token: continue key is not valid: invalid character 'i'"
                                + " looking for beginning of value");
            }
        }
        // The cache answers whole when any age will do.
        boolean isCached = call.parameter("resourceVersion").orElse("").equals("0");
        long limit = isCached ? 0 : Long.parseLong(limitText);
        int to = limit == 0 ? items.size() : (int) Math.min(items.size(), from + limit);
        ObjectNode list = JSON.createObjectNode();
        list.put("kind", resource.kind() + "List");
        list.put("apiVersion", resource.apiVersion());
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", RESOURCE_VERSION);
        if (to < items.size()) {
            String next =
                    "{\"v\":\"meta.k8s.io/v1\",\"rv\":"
                            + RESOURCE_VERSION
                            + ",\"start\":\""
                            + to
                            + "\"}";
            metadata.put(
                    "continue",
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(next.getBytes(StandardCharsets.UTF_8)));
            if (call.parameter("labelSelector").isEmpty()
                    && call.parameter("fieldSelector").isEmpty()) {
                metadata.put("remainingItemCount", items.size() - to);
            }
        }
        ArrayNode into = list.putArray("items");
        items.subList(Math.min(from, to), to).forEach(into::add);
        return Reply.json(list);
    }

    /// The events of a watch that begins now: what is there, where it asks for that, and the mark
    /// after it.
    List<String> watchEvents(Call call) {
        Optional<Target> found = target(call.path());
        if (found.isEmpty()) {
            return List.of();
        }
        Resource resource = found.get().resource;
        boolean initial = call.parameter("sendInitialEvents").orElse("").equals("true");
        boolean any = Set.of("", "0").contains(call.parameter("resourceVersion").orElse(""));
        List<String> events = new ArrayList<>();
        if (initial || any) {
            Call without = new Call("GET", call.path(), selectorsOf(call), call.headers());
            JsonNode listed = JSON.readTree(list(without, found.get()).body());
            listed.path("items")
                    .forEach(
                            item ->
                                    events.add(
                                            "{\"type\":\"ADDED\",\"object\":"
                                                    + JSON.writeValueAsString(
                                                            whole(resource, (ObjectNode) item))
                                                    + "}"));
        }
        if (initial) {
            events.add(
                    "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\""
                            + resource.kind()
                            + "\",\"apiVersion\":\""
                            + resource.apiVersion()
                            + "\",\"metadata\":{\"resourceVersion\":\""
                            + RESOURCE_VERSION
                            + "\",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}}}}");
        }
        return events;
    }

    private static java.util.Map<String, String> selectorsOf(Call call) {
        java.util.Map<String, String> selectors = new java.util.LinkedHashMap<>(call.query());
        selectors.keySet().retainAll(Set.of("labelSelector", "fieldSelector"));
        return selectors;
    }

    private Reply log(Call call, Target target, Access access) {
        Optional<ObjectNode> pod = moment.one(target.resource, target.namespace, target.name);
        if (pod.isEmpty()) {
            return Reply.status(
                    404,
                    "NotFound",
                    "pods \"" + target.name + "\" not found",
                    JSON.createObjectNode().put("name", target.name).put("kind", "pods"));
        }
        for (String number : List.of("tailLines", "limitBytes", "sinceSeconds")) {
            if (!NUMBER.matcher(call.parameter(number).orElse("0")).matches()) {
                violation.accept(number + " is not a number: " + call.line());
                return Reply.badRequest(
                        "strconv.ParseInt: parsing \""
                                + call.parameter(number).orElse("")
                                + "\": invalid syntax");
            }
        }
        List<String> regular = namesIn(pod.get(), "containers");
        List<String> all = new ArrayList<>(namesIn(pod.get(), "initContainers"));
        all.addAll(regular);
        all.addAll(namesIn(pod.get(), "ephemeralContainers"));
        String container = call.parameter("container").orElse("");
        if (container.isEmpty()) {
            if (regular.size() != 1) {
                return Reply.badRequest(
                        "a container name must be specified for pod "
                                + target.name
                                + ", choose one of: ["
                                + String.join(" ", regular)
                                + "]");
            }
            container = regular.getFirst();
        }
        if (!all.contains(container)) {
            return Reply.badRequest(
                    "container " + container + " is not valid for pod " + target.name);
        }
        boolean previous = Set.of("true", "1").contains(call.parameter("previous").orElse(""));
        String file = container + (previous ? ".previous.log" : ".log");
        Optional<byte[]> recorded = moment.log(target.name, file);
        if (recorded.isPresent()) {
            return Reply.text(cut(recorded.get(), call));
        }
        Optional<byte[]> error = moment.log(target.name, file + ".error");
        if (error.isPresent()) {
            return recordedError(new String(error.get(), StandardCharsets.UTF_8));
        }
        return unrecordedLog(pod.get(), container, previous, access);
    }

    private static Reply recordedError(String text) {
        if (!text.startsWith("{")) {
            return new Reply(204, java.util.Map.of(), "text/plain", new byte[0]);
        }
        int code = JSON.readTree(text).path("code").asInt(500);
        return new Reply(
                code,
                java.util.Map.of(),
                "application/json",
                text.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply unrecordedLog(
            ObjectNode pod, String container, boolean previous, Access access) {
        if (previous) {
            return Reply.badRequest(
                    "previous terminated container \""
                            + container
                            + "\" in pod \""
                            + Moment.nameOf(pod)
                            + "\" not found");
        }
        for (String statuses :
                List.of(
                        "containerStatuses",
                        "initContainerStatuses",
                        "ephemeralContainerStatuses")) {
            for (JsonNode status : pod.path("status").path(statuses)) {
                JsonNode waiting = status.path("state").path("waiting");
                if (status.path("name").asString("").equals(container) && waiting.isObject()) {
                    return Reply.badRequest(
                            "container \""
                                    + container
                                    + "\" in pod \""
                                    + Moment.nameOf(pod)
                                    + "\" is waiting to start: "
                                    + waiting.path("reason").asString(""));
                }
            }
        }
        if (pod.path("spec").path("nodeName").asString("").isEmpty()) {
            return new Reply(204, java.util.Map.of(), "text/plain", new byte[0]);
        }
        return Reply.status(403, "Forbidden", access.refusal());
    }

    private static byte[] cut(byte[] log, Call call) {
        byte[] cut = log;
        Optional<String> tail = call.parameter("tailLines");
        if (tail.isPresent()) {
            long lines = Math.min(LONGEST_LOG_LINES, Long.parseLong(tail.get()));
            int at = cut.length;
            for (int i = cut.length - 1; i >= 0 && lines > 0; i--) {
                if (cut[i] == '\n' && i != cut.length - 1) {
                    lines--;
                }
                if (lines > 0) {
                    at = i;
                }
            }
            cut =
                    Long.parseLong(tail.get()) == 0
                            ? new byte[0]
                            : java.util.Arrays.copyOfRange(cut, at, cut.length);
        }
        long limit = call.parameter("limitBytes").map(Long::parseLong).orElse(Long.MAX_VALUE);
        return cut.length > limit ? java.util.Arrays.copyOf(cut, (int) limit) : cut;
    }

    private static List<String> namesIn(JsonNode pod, String list) {
        List<String> names = new ArrayList<>();
        pod.path("spec").path(list).forEach(it -> names.add(it.path("name").asString("")));
        return names;
    }

    private static Reply forbidden(Access access, Resource resource) {
        ObjectNode details = JSON.createObjectNode();
        if (!access.name().isEmpty()) {
            details.put("name", access.name());
        }
        if (!resource.group().isEmpty()) {
            details.put("group", resource.group());
        }
        details.put("kind", resource.plural());
        return Reply.status(403, "Forbidden", access.refusal(), details);
    }

    private static ObjectNode whole(Resource resource, ObjectNode item) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("kind", resource.kind());
        whole.put("apiVersion", resource.apiVersion());
        whole.setAll(item);
        return whole;
    }

    private void check(Call call, Set<String> known) {
        Set<String> unknown = new TreeSet<>(call.query().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            violation.accept("unknown parameters " + unknown + " in " + call.line());
        }
        String accept = call.headers().getOrDefault("accept", "*/*");
        if (!accept.contains("application/json") && !accept.contains("*/*")) {
            violation.accept("accepts only " + accept + ": " + call.line());
        }
    }

    private static Optional<Target> target(String path) {
        String[] steps = path.substring(1).split("/", -1);
        int at;
        String group;
        String version;
        if (steps.length >= 3 && steps[0].equals("api")) {
            group = "";
            version = steps[1];
            at = 2;
        } else if (steps.length >= 4 && steps[0].equals("apis")) {
            group = steps[1];
            version = steps[2];
            at = 3;
        } else {
            return Optional.empty();
        }
        String namespace = "";
        if (steps[at].equals("namespaces") && steps.length >= at + 3) {
            namespace = steps[at + 1];
            at += 2;
        }
        Optional<Resource> resource = Resource.find(group, version, steps[at]);
        String name = steps.length > at + 1 ? steps[at + 1] : "";
        String subresource = steps.length > at + 2 ? steps[at + 2] : "";
        boolean isLog =
                subresource.equals("log") && steps[at].equals("pods") && steps.length == at + 3;
        if (resource.isEmpty()
                || !subresource.isEmpty() && !isLog
                || resource.get().namespaced() == namespace.isEmpty()
                        && !(namespace.isEmpty() && name.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Target(resource.get(), namespace, name, subresource));
    }

    private Optional<Reply> discovery(Call call) {
        String path = call.path().replaceAll("/+$", "");
        String[] steps = path.isEmpty() ? new String[0] : path.substring(1).split("/", -1);
        return switch (path) {
            case "/version" -> Optional.of(Reply.json(version()));
            case "/healthz", "/livez", "/readyz" ->
                    Optional.of(Reply.text("ok".getBytes(StandardCharsets.UTF_8)));
            case "/api" -> {
                ObjectNode versions = JSON.createObjectNode().put("kind", "APIVersions");
                versions.putArray("versions").add("v1");
                yield Optional.of(Reply.json(versions));
            }
            case "/apis" -> {
                ObjectNode groups = JSON.createObjectNode().put("kind", "APIGroupList");
                groups.put("apiVersion", "v1");
                ArrayNode into = groups.putArray("groups");
                groups().forEach(group -> into.add(group(group)));
                yield Optional.of(Reply.json(groups));
            }
            default -> {
                if (steps.length == 2 && steps[0].equals("api") && steps[1].equals("v1")) {
                    yield Optional.of(Reply.json(resources("", "v1")));
                }
                if (steps.length == 2 && steps[0].equals("apis") && groups().contains(steps[1])) {
                    yield Optional.of(Reply.json(group(steps[1])));
                }
                if (steps.length == 3
                        && steps[0].equals("apis")
                        && versionOf(steps[1]).equals(steps[2])) {
                    yield Optional.of(Reply.json(resources(steps[1], steps[2])));
                }
                yield Optional.empty();
            }
        };
    }

    private ObjectNode version() {
        String[] parts = moment.version().substring(1).split("\\.", -1);
        return JSON.createObjectNode()
                .put("major", parts[0])
                .put("minor", parts[1])
                .put("gitVersion", moment.version())
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "go1.26")
                .put("compiler", "gc")
                .put("platform", "linux/amd64");
    }

    private static Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        Resource.ALL.stream().map(Resource::group).filter(it -> !it.isEmpty()).forEach(groups::add);
        return groups;
    }

    private static String versionOf(String group) {
        return Resource.ALL.stream()
                .filter(it -> !group.isEmpty() && it.group().equals(group))
                .map(Resource::version)
                .findFirst()
                .orElse("");
    }

    private static ObjectNode group(String name) {
        String version = versionOf(name);
        ObjectNode group = JSON.createObjectNode().put("kind", "APIGroup").put("apiVersion", "v1");
        group.put("name", name);
        group.putArray("versions")
                .addObject()
                .put("groupVersion", name + "/" + version)
                .put("version", version);
        group.putObject("preferredVersion")
                .put("groupVersion", name + "/" + version)
                .put("version", version);
        return group;
    }

    private static ObjectNode resources(String group, String version) {
        ObjectNode list =
                JSON.createObjectNode().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode into = list.putArray("resources");
        for (Resource resource : Resource.ALL) {
            if (resource.group().equals(group) && resource.version().equals(version)) {
                ObjectNode one =
                        into.addObject()
                                .put("name", resource.plural())
                                .put(
                                        "singularName",
                                        resource.kind().toLowerCase(java.util.Locale.ROOT))
                                .put("namespaced", resource.namespaced())
                                .put("kind", resource.kind());
                ArrayNode verbs = one.putArray("verbs");
                List.of("get", "list", "watch").forEach(verbs::add);
                ArrayNode shortNames = one.putArray("shortNames");
                resource.shortNames().forEach(shortNames::add);
                if (List.of(
                                "pods",
                                "deployments",
                                "jobs",
                                "statefulsets",
                                "daemonsets",
                                "replicasets",
                                "cronjobs")
                        .contains(resource.plural())) {
                    one.putArray("categories").add("all");
                }
            }
        }
        if (group.isEmpty()) {
            into.addObject()
                    .put("name", "pods/log")
                    .put("singularName", "")
                    .put("namespaced", true)
                    .put("kind", "Pod")
                    .putArray("verbs")
                    .add("get");
        }
        return list;
    }
}
