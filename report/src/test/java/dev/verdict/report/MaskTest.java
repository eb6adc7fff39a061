package dev.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mount -o username=u,password=hunter2,vers=3 | mount -o"
                        + " username=u,password=*****,vers=3",
                "passwd=hunter2 | passwd=*****",
                "DB_PASSWORD='hunter2 3' rest | DB_PASSWORD=***** rest",
                "https://host/?token=abc123&x=1 | https://host/?token=*****&x=1",
                "postgres://shop:hunter2@db:5432/shop | postgres://shop:*****@db:5432/shop",
                "https://ghp_0123456789abcdefghijABCDEFGHIJ456789@github.com/a/b |"
                        + " https://*****@github.com/a/b",
                "ssh://git@github.com/a/b | ssh://git@github.com/a/b",
                "Authorization: Bearer eyJhbGciOi.abc | Authorization: Bearer *****",
                "authorization: Basic dXNlcjpwYXNz | authorization: Basic *****",
                "used Bearer 0123456789abcdef here | used Bearer ***** here",
                "key AKIAIOSFODNN7EXAMPLE denied | key ***** denied",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG | aws_secret_access_key = *****",
                "_json_key:{ private_key: x } | _json_key:*****",
                ".dockerconfigjson: eyJhdXRocyI6eyJy | .dockerconfigjson: *****",
                "data eyJhdXRocyI6eyJyZWdpc3RyeSI6 end | data ***** end",
                "{\"auth\": \"dXNlcjpwYXNz\"} | {\"auth\":\"*****\"}",
                "\"password\": \"hunter2\" | \"password\": *****",
                "--password hunter2 --user u | --password ***** --user u",
                "password: hunter2 | password: *****",
                "glpat-0123456789abcdefghij | *****",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl | *****"
            })
    void hidesWhatLooksLikeASecret(String text, String masked) {
        assertThat(Mask.of(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "secret \"web-tls\" not found",
                "couldn't find key password in Secret team-a/db",
                "failed to authorize: authorization failed: no basic auth credentials",
                "registry.test:5000/team/shop@sha256:c65f16437574c510e0784295e44d649ceab4ac8974e00ff02d3e611bd6fad6e0",
                "token: unexpected end of file",
                "serviceaccount token is expired",
                "Get \"https://registry.test:5000/v2/\": dial tcp 10.88.0.1:5000: connect:"
                        + " connection refused",
                "MountVolume.SetUp failed for volume \"secret-volume\" : secret \"db\" not found"
            })
    void leavesTheRestAsItIs(String text) {
        assertThat(Mask.of(text)).isEqualTo(text);
    }

    @Test
    void takesTimeInProportionToTheLine() {
        String line = "password ".repeat(100_000) + "secret_".repeat(50_000) + "\"".repeat(50_000);

        assertThat(Mask.of(line)).isNotEmpty();
    }
}
