package dev.verdict.live;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The kubeconfig as kubectl puts it together: the file given, else those of `KUBECONFIG` merged
/// (the first to say a thing wins), else `~/.kube/config`.
final class Kubeconfig {
    private static final Path SERVICE_ACCOUNT =
            Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /// Where a kubeconfig names a file relative to itself.
    private static final List<String> FILES =
            List.of("certificate-authority", "client-certificate", "client-key", "tokenFile");

    private static final List<String> PLAIN_CLUSTER =
            List.of("server", "certificate-authority", "certificate-authority-data");

    private static final List<String> PLAIN_USER =
            List.of(
                    "token",
                    "client-certificate",
                    "client-certificate-data",
                    "client-key",
                    "client-key-data");

    private final Optional<String> currentContext;
    private final Map<String, Map<?, ?>> contexts;
    private final Map<String, Map<?, ?>> clusters;
    private final Map<String, Map<?, ?>> users;

    private Kubeconfig(
            Optional<String> currentContext,
            Map<String, Map<?, ?>> contexts,
            Map<String, Map<?, ?>> clusters,
            Map<String, Map<?, ?>> users) {
        this.currentContext = currentContext;
        this.contexts = contexts;
        this.clusters = clusters;
        this.users = users;
    }

    static Kubeconfig read(Connection connection) throws CannotConnect {
        Optional<String> currentContext = Optional.empty();
        Map<String, Map<?, ?>> contexts = new LinkedHashMap<>();
        Map<String, Map<?, ?>> clusters = new LinkedHashMap<>();
        Map<String, Map<?, ?>> users = new LinkedHashMap<>();
        for (Path file : files(connection)) {
            Map<?, ?> content = content(file);
            currentContext = currentContext.or(() -> text(content, "current-context"));
            collect(content, "contexts", "context", file, contexts);
            collect(content, "clusters", "cluster", file, clusters);
            collect(content, "users", "user", file, users);
        }
        return new Kubeconfig(currentContext, contexts, clusters, users);
    }

    /// Where a check goes when nothing more is said.
    Context context(Connection connection) throws CannotConnect {
        Optional<String> name = connection.context().or(() -> currentContext);
        if (name.isPresent() && !contexts.containsKey(name.get())) {
            throw new CannotConnect(
                    "context \"" + PlainSentence.of(name.get()) + "\" does not exist");
        }
        if (name.isEmpty() && isEmpty()) {
            if (connection.server().isEmpty() && !isInCluster()) {
                throw new CannotConnect(
                        "there is no kubeconfig: name one with --kubeconfig or KUBECONFIG");
            }
            return inCluster(connection);
        }
        Map<?, ?> context = chosen(name);
        Optional<String> server =
                connection
                        .server()
                        .or(
                                () ->
                                        connection
                                                .cluster()
                                                .or(() -> text(context, "cluster"))
                                                .flatMap(
                                                        cluster ->
                                                                text(
                                                                        clusters.getOrDefault(
                                                                                cluster, Map.of()),
                                                                        "server")));
        return new Context(name, text(context, "namespace").orElse("default"), server);
    }

    /// Nothing is configured: what is left is the pod this runs in.
    boolean isEmpty() {
        return contexts.isEmpty() && clusters.isEmpty() && users.isEmpty();
    }

    static boolean isInCluster() {
        return System.getenv("KUBERNETES_SERVICE_HOST") != null
                && Files.isReadable(SERVICE_ACCOUNT.resolve("token"));
    }

    /// What the context says about server and login, where that is no more than addresses,
    /// certificates and a token: by kubectl's names. Empty where more is said.
    Optional<Map<String, String>> plain(Connection connection) {
        Map<?, ?> context = chosen(connection.context().or(() -> currentContext));
        Map<String, String> plain = new LinkedHashMap<>();
        return addPlain(cluster(connection, context), PLAIN_CLUSTER, plain)
                        && addPlain(user(connection, context), PLAIN_USER, plain)
                ? Optional.of(plain)
                : Optional.empty();
    }

    private static boolean addPlain(
            Map<?, ?> said, List<String> plainFields, Map<String, String> into) {
        for (Map.Entry<?, ?> entry : said.entrySet()) {
            if (!(entry.getKey() instanceof String field && plainFields.contains(field))
                    || !(entry.getValue() instanceof String value && !value.isEmpty())) {
                return false;
            }
            into.put(field, value);
        }
        return true;
    }

    private Map<?, ?> cluster(Connection connection, Map<?, ?> context) {
        String name = connection.cluster().or(() -> text(context, "cluster")).orElse("");
        return clusters.getOrDefault(name, Map.of());
    }

    private Map<?, ?> user(Connection connection, Map<?, ?> context) {
        String name = connection.user().or(() -> text(context, "user")).orElse("");
        return users.getOrDefault(name, Map.of());
    }

    /// One file with nothing but the context in question, its paths absolute.
    String only(Connection connection) {
        Map<?, ?> context = chosen(connection.context().or(() -> currentContext));
        Map<String, Object> joined = new LinkedHashMap<>();
        joined.put("cluster", "it");
        joined.put("user", "it");
        joined.put("namespace", text(context, "namespace").orElse("default"));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "v1");
        document.put("kind", "Config");
        document.put("current-context", "it");
        document.put("contexts", List.of(named("context", joined)));
        document.put("clusters", List.of(named("cluster", cluster(connection, context))));
        document.put("users", List.of(named("user", user(connection, context))));
        return new Dump(DumpSettings.builder().build()).dumpToString(document);
    }

    private Map<?, ?> chosen(Optional<String> name) {
        return name.<Map<?, ?>>map(it -> contexts.getOrDefault(it, Map.of())).orElse(Map.of());
    }

    private static Map<String, Object> named(String kind, Map<?, ?> what) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", "it");
        named.put(kind, what);
        return named;
    }

    private static Context inCluster(Connection connection) {
        Optional<String> host = Optional.ofNullable(System.getenv("KUBERNETES_SERVICE_HOST"));
        Optional<String> port = Optional.ofNullable(System.getenv("KUBERNETES_SERVICE_PORT"));
        Optional<String> server =
                connection
                        .server()
                        .or(
                                () ->
                                        host.map(
                                                it ->
                                                        "https://"
                                                                + (it.contains(":")
                                                                        ? "[" + it + "]"
                                                                        : it)
                                                                + port.map(number -> ":" + number)
                                                                        .orElse("")));
        return new Context(Optional.empty(), namespaceOfPod().orElse("default"), server);
    }

    private static Optional<String> namespaceOfPod() {
        String told = System.getenv("POD_NAMESPACE");
        if (told != null && !told.isEmpty()) {
            return Optional.of(told);
        }
        try {
            String namespace = Files.readString(SERVICE_ACCOUNT.resolve("namespace")).strip();
            return namespace.isEmpty() ? Optional.empty() : Optional.of(namespace);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> files(Connection connection) throws CannotConnect {
        if (connection.kubeconfig().isPresent()) {
            Path given = Path.of(connection.kubeconfig().get());
            if (!Files.exists(given)) {
                throw new CannotConnect(
                        "the kubeconfig " + PlainSentence.of(given.toString()) + " does not exist");
            }
            return List.of(given);
        }
        String listed = System.getenv("KUBECONFIG");
        List<Path> files = new ArrayList<>();
        if (listed != null && !listed.isEmpty()) {
            for (String file : listed.split(File.pathSeparator, -1)) {
                if (!file.isEmpty()) {
                    files.add(Path.of(file));
                }
            }
        } else {
            files.add(Path.of(System.getProperty("user.home", ""), ".kube", "config"));
        }
        return files.stream().filter(Files::exists).toList();
    }

    private static Map<?, ?> content(Path file) throws CannotConnect {
        try (Reader reader = Files.newBufferedReader(file)) {
            Object content =
                    new Load(LoadSettings.builder().setLabel(file.getFileName().toString()).build())
                            .loadFromReader(reader);
            if (content == null) {
                return Map.of();
            }
            if (content instanceof Map<?, ?> map) {
                return map;
            }
            throw new CannotConnect(
                    "the kubeconfig " + PlainSentence.of(file.toString()) + " is not one");
        } catch (IOException | YamlEngineException e) {
            throw new CannotConnect(
                    "the kubeconfig "
                            + PlainSentence.of(file.toString())
                            + " cannot be read: "
                            + PlainSentence.of(String.valueOf(e.getMessage())));
        }
    }

    private static void collect(
            Map<?, ?> content, String list, String kind, Path file, Map<String, Map<?, ?>> into) {
        if (content.get(list) instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> named && named.get(kind) instanceof Map<?, ?> what) {
                    text(named, "name")
                            .ifPresent(
                                    name -> into.putIfAbsent(name, withAbsoluteFiles(what, file)));
                }
            }
        }
    }

    private static Map<?, ?> withAbsoluteFiles(Map<?, ?> what, Path file) {
        Map<Object, Object> absolute = new LinkedHashMap<>(what);
        Path folder = file.toAbsolutePath().getParent();
        for (String field : FILES) {
            text(what, field).ifPresent(path -> absolute.put(field, resolved(folder, path)));
        }
        if (what.get("exec") instanceof Map<?, ?> exec) {
            Optional<String> command = text(exec, "command").filter(it -> it.contains("/"));
            Map<Object, Object> program = new LinkedHashMap<>(exec);
            command.ifPresent(path -> program.put("command", resolved(folder, path)));
            absolute.put("exec", program);
        }
        return absolute;
    }

    private static String resolved(@Nullable Path folder, String path) {
        return folder == null ? path : folder.resolve(path).toString();
    }

    private static Optional<String> text(Map<?, ?> map, String field) {
        return map.get(field) instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }
}
