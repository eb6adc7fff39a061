package dev.verdict.looks.asking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class HttpDateTest {
    @Test
    void readsTheOneForm() {
        assertThat(HttpDate.parse("Mon, 23 Nov 2026 02:54:12 GMT"))
                .contains(Instant.parse("2026-11-23T02:54:12Z"));
    }

    @Test
    void isEmptyForAnythingElse() {
        assertThat(HttpDate.parse("")).isEmpty();
        assertThat(HttpDate.parse("yesterday")).isEmpty();
        assertThat(HttpDate.parse("Mon, 31 Feb 2026 02:54:12 GMT")).isEmpty();
        assertThat(HttpDate.parse("Mon, 23 Foo 2026 02:54:12 GMT")).isEmpty();
    }
}
