package dev.verdict.looks.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import tools.jackson.core.JacksonException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class JsonBodyTest {
    private static JsonBody body(String json) {
        return new JsonBody(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsAListInAnyOrderOfItsFields() {
        List<String> names = new ArrayList<>();
        try (JsonBody body =
                body(
                        """
                        {"apiVersion":"v1","items":[{"name":"a"},{"name":"b"}],"kind":"PodList",
                         "metadata":{"continue":"next","remainingItemCount":1}}
                        """)) {
            JsonBody.Frame frame = body.list(item -> names.add(item.at("name").textOrEmpty()));

            assertThat(names).containsExactly("a", "b");
            assertThat(frame.kind()).isEqualTo("PodList");
            assertThat(frame.token()).contains("next");
        }
    }

    @Test
    void noItemsAreAnEmptyList() {
        try (JsonBody body =
                body("{\"kind\":\"PodList\",\"metadata\":{\"continue\":\"\"},\"items\":null}")) {
            JsonBody.Frame frame = body.list(_ -> {});

            assertThat(frame.hasItems()).isTrue();
            assertThat(frame.token()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void theNewestTimeIsNotOneThatPeopleWrote() {
        try (JsonBody body =
                body(
                        """
                        {"metadata":{"creationTimestamp":"2026-11-23T02:00:00Z",
                          "deletionTimestamp":"2026-11-23T09:00:00Z",
                          "annotations":{"expiresAt":"2099-01-01T00:00:00Z"}},
                         "spec":{"renewTime":"2098-01-01T00:00:00Z"},
                         "status":{"startTime":"2026-11-23T02:00:05Z","sinceTime":"soon",
                           "conditions":[{"lastTransitionTime":"2026-11-23T02:00:09Z"}]}}
                        """)) {
            body.object();

            assertThat(body.newest()).contains(Instant.parse("2026-11-23T02:00:09Z"));
        }
    }

    @Test
    void whatIsNoJsonSaysSo() {
        assertThatThrownBy(() -> body("<html>").object()).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> body("{\"a\":").object()).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> body("{".repeat(10) + "[".repeat(1000)).object())
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> body("[]").object())
                .isInstanceOf(Misread.class)
                .hasMessage("the body is no JSON object");
        assertThatThrownBy(() -> body("").object())
                .isInstanceOf(Misread.class)
                .hasMessage("the body is empty");
    }

    @Test
    void anEndlessObjectIsRefused() {
        String many = "{\"a\":[" + "1,".repeat(600_000) + "1]}";

        assertThatThrownBy(() -> body(many).object()).isInstanceOf(Misread.class);
    }

    @Test
    void equalTextsOfManyItemsAreOne() {
        List<String> images = new ArrayList<>();
        try (JsonBody body = body("{\"items\":[{\"i\":\"image:1\"},{\"i\":\"image:1\"}]}")) {
            body.list(item -> images.add(item.at("i").textOrEmpty()));
        }

        assertThat(images.getFirst()).isSameAs(images.getLast());
    }

    @Test
    void aMonstrousMessageIsCut() {
        try (JsonBody body = body("{\"m\":\"" + "x".repeat(100_000) + "\"}")) {
            assertThat(body.object().at("m").textOrEmpty()).hasSize(16 * 1024 + 1).endsWith("x…");
        }
    }
}
