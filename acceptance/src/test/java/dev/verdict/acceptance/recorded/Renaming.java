package dev.verdict.acceptance.recorded;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Other names, hosts, ports, addresses, uids and digests for those of a recording, and other
/// times: the same everywhere, so that whatever belonged together still does. Words that mean
/// something to Kubernetes, a registry or a builder stay.
final class Renaming {
    /// What people do not choose.
    private static final Set<String> WORDS =
            Set.of(
                    "default",
                    "kubernetes",
                    "kube-root-ca.crt",
                    "default-scheduler",
                    "kube-system",
                    "http",
                    "https",
                    "tcp",
                    "udp",
                    "grpc",
                    "true",
                    "false",
                    "linux",
                    "amd64",
                    "arm64",
                    "latest",
                    "library",
                    "v2",
                    "manifests",
                    "blobs",
                    "uploads",
                    "token",
                    "docker.io",
                    "index.docker.io",
                    "registry-1.docker.io",
                    "auth.docker.io",
                    "gcr.io",
                    // The scheduler and the kubelet say them, and recordings have images of that
                    // name.
                    "taint",
                    "pull");

    private static final Set<String> PORTS = Set.of("53", "80", "443", "6443", "10250");

    private static final Pattern PARTS =
            Pattern.compile(
                    "(?<time>\\b2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d))"
                        + "|(?<uid>\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b)"
                        + "|(?<hex>(?<=sha256:)[0-9a-f]{6,64}|\\b[0-9a-f]{64}\\b)"
                        + "|(?<address>\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b)"
                        + "|(?<port>(?<=[a-z0-9]):\\d{4,5}\\b)"
                        + "|(?<word>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)");

    private static final String HEX = "0123456789abcdef";

    private final long seed;
    private final Duration later;
    private final String permuted;
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> words = new HashMap<>();

    /// @param later how much later everything happened
    Renaming(long seed, Duration later) {
        this.seed = seed;
        this.later = later;
        StringBuilder left = new StringBuilder(HEX);
        StringBuilder order = new StringBuilder();
        Random random = new Random(seed);
        while (!left.isEmpty()) {
            int next = random.nextInt(left.length());
            order.append(left.charAt(next));
            left.deleteCharAt(next);
        }
        this.permuted = order.toString();
    }

    /// Something that somebody chose the name of.
    void name(String name) {
        if (name.matches("[a-z0-9][a-z0-9._-]*")
                && !WORDS.contains(name)
                && !name.matches("\\d+")) {
            names.add(name);
        }
    }

    /// It keeps its name, though other things change theirs.
    void keep(String name) {
        names.remove(name);
    }

    /// An image reference or a URL without its scheme: host and path have names.
    void reference(String reference) {
        String path = reference.replaceFirst("(^|@)sha256:.*", "");
        if (path.contains("kaniko")) {
            return;
        }
        for (String part : path.split("[/:]", -1)) {
            name(part);
        }
    }

    String text(String text) {
        Matcher match = PARTS.matcher(text);
        StringBuilder renamed = new StringBuilder();
        while (match.find()) {
            boolean isBuilders = match.group().equals("kaniko") && isInPath(text, match);
            String part = isBuilders ? match.group() : part(match);
            match.appendReplacement(renamed, Matcher.quoteReplacement(part));
        }
        return match.appendTail(renamed).toString();
    }

    /// An image of the builder, or a file in it; not a container that happens to be called so.
    private static boolean isInPath(String text, MatchResult match) {
        return match.start() > 0 && text.charAt(match.start() - 1) == '/'
                || match.end() < text.length() && text.charAt(match.end()) == '/';
    }

    private String part(MatchResult match) {
        String part = match.group();
        if (match.group("time") != null) {
            return time(part);
        }
        if (match.group("uid") != null || match.group("hex") != null) {
            return hex(part);
        }
        if (match.group("address") != null) {
            return address(part);
        }
        if (match.group("port") != null) {
            return port(part);
        }
        return word(part);
    }

    private String time(String time) {
        OffsetDateTime shifted = OffsetDateTime.parse(time).plus(later);
        // The digits behind the comma stay as they were written.
        return shifted.toString().substring(0, 10) + "T" + clock(shifted) + time.substring(19);
    }

    private static String clock(OffsetDateTime time) {
        return "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
    }

    private String hex(String hex) {
        StringBuilder other = new StringBuilder();
        hex.chars()
                .forEach(
                        c -> {
                            int digit = HEX.indexOf(c);
                            other.append(digit < 0 ? (char) c : permuted.charAt(digit));
                        });
        return other.toString();
    }

    private static String address(String address) {
        String[] bytes = address.split("\\.", -1);
        if (!bytes[0].equals("10") && !bytes[0].equals("192")) {
            return address;
        }
        return "10.%d.%d.%s"
                .formatted(
                        Integer.parseInt(bytes[1]) ^ 37, Integer.parseInt(bytes[2]) ^ 21, bytes[3]);
    }

    private static String port(String port) {
        return PORTS.contains(port.substring(1))
                ? port
                : ":" + port(Integer.parseInt(port.substring(1)));
    }

    /// The same for a port that stands in a field of its own.
    static int port(int port) {
        return PORTS.contains(String.valueOf(port)) || port < 1000 ? port : port ^ 1;
    }

    private String word(String word) {
        if (names.contains(word)) {
            return renamed(word);
        }
        if (WORDS.contains(word) || !word.contains(".")) {
            return word;
        }
        // A name of the cluster's own name service, or one with an ending.
        StringBuilder all = new StringBuilder();
        for (String part : word.split("(?<=\\.)|(?=\\.)", -1)) {
            all.append(names.contains(part) ? renamed(part) : part);
        }
        return all.toString();
    }

    /// Piece by piece, so that what was named after something else still is.
    private String renamed(String name) {
        StringBuilder all = new StringBuilder();
        for (String piece : name.split("(?<=[._-])|(?=[._-])", -1)) {
            all.append(
                    piece.matches("[._-]|\\d+")
                            ? piece
                            : words.computeIfAbsent(piece, this::other));
        }
        return all.toString();
    }

    private String other(String piece) {
        Random random = new Random(seed * 31 + piece.hashCode());
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < piece.length(); i++) {
            other.append((char) ('a' + random.nextInt(26)));
        }
        return other.toString();
    }
}
