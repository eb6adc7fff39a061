package dev.verdict.live;

import dev.verdict.looks.cluster.Get;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// A GET as the first line of a request writes it.
final class QueryText {
    private QueryText() {}

    static String of(Get get) {
        if (get.query().isEmpty()) {
            return safe(get.path());
        }
        return get.query().entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&", safe(get.path()) + "?", ""));
    }

    /// A path is encoded where its maker saw the need; what would end the line or the header never
    /// is sent.
    private static String safe(String path) {
        StringBuilder safe = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b > ' ' && b < 0x7f && b != '"' && b != '<' && b != '>' && b != '?' && b != '#';
            if (plain) {
                safe.append((char) b);
            } else {
                safe.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return safe.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
