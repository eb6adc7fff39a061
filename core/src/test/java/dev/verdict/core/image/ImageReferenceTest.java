package dev.verdict.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io, library/nginx, latest",
        "nginx:1.27, docker.io, library/nginx, 1.27",
        "team/shop, docker.io, team/shop, latest",
        "index.docker.io/nginx:1, docker.io, library/nginx, 1",
        "registry-1.docker.io/team/shop:1, docker.io, team/shop, 1",
        "localhost/shop:1, localhost, shop, 1",
        "registry:5000/team/shop, registry:5000, team/shop, latest",
        "registry:5000/team/shop:v1.0_a-B, registry:5000, team/shop, v1.0_a-B",
        "[fd00::1]:5000/team/shop:1, [fd00::1]:5000, team/shop, 1",
        "a.example/x/y__z/w.v-u--t:_1, a.example, x/y__z/w.v-u--t, _1",
    })
    void namesATag(String text, String host, String path, String tag) {
        ImageReference reference = ImageReference.parse(text).orElseThrow();

        assertThat(reference.repository()).isEqualTo(new Repository(host, path));
        assertThat(reference.tag()).contains(tag);
        assertThat(reference.digest()).isEmpty();
        assertThat(reference).hasToString(text);
    }

    @Test
    void aDigestNeedsNoTagAndMayHaveOne() {
        ImageReference bare = ImageReference.parse("r.example/shop@" + DIGEST).orElseThrow();
        ImageReference both = ImageReference.parse("r.example/shop:1@" + DIGEST).orElseThrow();

        assertThat(bare.tag()).isEmpty();
        assertThat(both.tag()).contains("1");
        assertThat(bare.digest()).isEqualTo(both.digest()).contains(new Digest(DIGEST));
        assertThat(bare.isSameTagAs(both)).isFalse();
        assertThat(bare.isSameTagAs(bare)).isFalse();
    }

    @Test
    void theSameTagIsOfTheSameRepository() {
        ImageReference one = ImageReference.parse("docker.io/library/nginx").orElseThrow();
        ImageReference same = ImageReference.parse("nginx:latest").orElseThrow();
        ImageReference other = ImageReference.parse("team/nginx:latest").orElseThrow();

        assertThat(one.isSameTagAs(same)).isTrue();
        assertThat(one.isSameTagAs(other)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "/shop",
                "shop/",
                "team//shop",
                "Team/shop",
                "shop:",
                "shop:-1",
                "shop:.1",
                "shop:a b",
                "shop:a/b",
                "-shop",
                "shop-",
                "team/_shop",
                "shop@",
                "shop@sha256:abc",
                "shop@sha512:0123",
                "a b.example/shop",
                "sh op",
                "https://registry.example/shop",
                "${IMAGE}",
                "sch\u00f6n",
            })
    void whatNoRegistryAcceptsIsNoReference(String text) {
        assertThat(ImageReference.parse(text)).isEmpty();
    }

    @Test
    void aDigestIsExactlyOne() {
        assertThat(Digest.parse(DIGEST)).contains(new Digest(DIGEST));
        assertThat(Digest.parse(DIGEST + "0")).isEmpty();
        assertThat(Digest.parse(DIGEST.replace('f', 'F'))).isEmpty();
        assertThat(Digest.parse(DIGEST.replace("sha256", "sha512"))).isEmpty();
        assertThat(Digest.parse(DIGEST.replace('f', 'g'))).isEmpty();
        assertThat(new Digest(DIGEST).abbreviated()).isEqualTo("sha256:0123456789ab\u2026");
    }

    @Test
    void theLongestTagHas128Letters() {
        assertThat(ImageReference.parse("shop:" + "a".repeat(128))).isPresent();
        assertThat(ImageReference.parse("shop:" + "a".repeat(129))).isEqualTo(Optional.empty());
    }
}
