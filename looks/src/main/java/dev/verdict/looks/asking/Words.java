package dev.verdict.looks.asking;

import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.JsonBody;
import dev.verdict.looks.json.Misread;

import tools.jackson.core.JacksonException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an answer that is an error says for itself: the API's `Status`, or whatever else stood in
/// the body.
///
/// @param isStatus whether the API itself spoke; a proxy on the way does not
/// @param reason the API's one word, such as `NotFound`
/// @param object the name of what it speaks about; empty where it names none
record Words(int code, boolean isStatus, String reason, String object, String message) {
    private static final int MOST = 64 * 1024;
    private static final int LONGEST = 500;

    /// How the API server refuses what no rule allows; more may follow.
    /// https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go
    private static final Pattern REFUSAL =
            Pattern.compile(
                    "User \"(?:[^\"\\\\]|\\\\.)*\" cannot (\\S+) resource \"([^\"]+)\" in API group"
                            + " (\"[^\"]*\" (?:at the cluster scope|in the namespace \"[^\"]+\"))");

    static Words of(Answer.Response response) {
        byte[] body;
        try (InputStream in = response.body()) {
            body = in.readNBytes(MOST);
        } catch (IOException _) {
            body = new byte[0];
        }
        try (JsonBody json = new JsonBody(new ByteArrayInputStream(body))) {
            Field status = json.object();
            if (status.at("kind").textOrEmpty().equals("Status")) {
                return of(response.status(), status);
            }
        } catch (JacksonException | Misread _) {
            // Not the API: its words follow as they are.
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        int end = text.indexOf('\n');
        return new Words(
                response.status(), false, "", "", cut(end < 0 ? text : text.substring(0, end)));
    }

    static Words of(int code, Field status) {
        return new Words(
                code,
                true,
                status.at("reason").textOrEmpty(),
                status.at("details", "name").textOrEmpty(),
                cut(status.at("message").textOrEmpty()));
    }

    /// `500 etcdserver: request timed out`.
    String spoken() {
        return message.isEmpty() ? String.valueOf(code) : code + " " + message;
    }

    /// The rule that is missing, where the API says so: not always the one of the request itself.
    /// Who may not speak for somebody else lacks that one.
    Optional<String> missingRule() {
        Matcher refusal = REFUSAL.matcher(message);
        return refusal.find()
                ? Optional.of(
                        refusal.group(1)
                                + " "
                                + refusal.group(2)
                                + " in API group "
                                + refusal.group(3))
                : Optional.empty();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
