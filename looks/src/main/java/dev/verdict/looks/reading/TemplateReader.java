package dev.verdict.looks.reading;

import dev.verdict.core.workload.Template;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Json;
import dev.verdict.looks.json.Sharing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Pod templates, and what makes two of them equal.
///
/// A Deployment's template and its ReplicaSet's differ only by the label `pod-template-hash` that
/// the controller adds; a ControllerRevision's is the patch that puts it back (`$patch: replace`).
/// Without these, and without what is written as `null`, equal templates have one canonical text.
/// Its hash is the fingerprint.
/// https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/deployment/util/deployment_util.go
final class TemplateReader {
    private TemplateReader() {}

    static Template read(Field template, Sharing sharing) {
        return new Template(
                fingerprint(template),
                sharing.share(template.at("metadata", "labels").textByName()),
                sharing.share(ContainerReader.specs(template.at("spec"), sharing)));
    }

    /// Empty for what is no template.
    private static String fingerprint(Field template) {
        if (!(template.value() instanceof Json.Fields whole)) {
            return "";
        }
        StringBuilder text = new StringBuilder(2048);
        write(comparable(whole), text);
        return HexFormat.of().formatHex(sha256(text));
    }

    private static Json comparable(Json.Fields template) {
        SequencedMap<String, Json> parts = new LinkedHashMap<>(template.byName());
        parts.remove("$patch");
        if (parts.get("metadata") instanceof Json.Fields metadata) {
            SequencedMap<String, Json> kept = new LinkedHashMap<>(metadata.byName());
            if (kept.get("labels") instanceof Json.Fields labels) {
                SequencedMap<String, Json> own = new LinkedHashMap<>(labels.byName());
                own.remove("pod-template-hash");
                kept.put("labels", own.isEmpty() ? Json.NOTHING : new Json.Fields(own));
            }
            parts.put("metadata", new Json.Fields(kept));
        }
        return new Json.Fields(parts);
    }

    private static void write(Json json, StringBuilder text) {
        switch (json) {
            case Json.Fields(var byName) -> {
                text.append('{');
                for (Map.Entry<String, Json> field : new TreeMap<>(byName).entrySet()) {
                    if (!(field.getValue() instanceof Json.Nothing)) {
                        quote(field.getKey(), text);
                        text.append(':');
                        write(field.getValue(), text);
                        text.append(',');
                    }
                }
                text.append('}');
            }
            case Json.Items(var items) -> {
                text.append('[');
                for (Json item : items) {
                    write(item, text);
                    text.append(',');
                }
                text.append(']');
            }
            case Json.Text(String value) -> quote(value, text);
            case Json.Digits(String digits) -> text.append(digits);
            case Json.Truth(boolean value) -> text.append(value);
            case Json.Nothing _ -> text.append("null");
        }
    }

    /// The length before the text makes any text unambiguous.
    private static void quote(String value, StringBuilder text) {
        text.append(value.length()).append('"').append(value);
    }

    private static byte[] sha256(CharSequence text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
