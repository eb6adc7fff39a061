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
                "pass=hunter2 at the start | pass=***** at the start",
                "mount.cifs //nas/x /mnt -o rw,user=u,pass=hunter2,vers=3 |"
                        + " mount.cifs //nas/x /mnt -o rw,user=u,pass=*****,vers=3",
                "mount error: credentials=/etc/cred,uid=0 | mount error: credentials=*****,uid=0",
                "DB_PASS=hunter2 | DB_PASS=*****",
                "smtpPass=hunter2 | smtpPass=*****",
                "MYSQL_PWD=hunter2 | MYSQL_PWD=*****",
                "passcode=1234 | passcode=*****",
                "PASS_PHRASE=a passwrd=b | PASS_PHRASE=***** passwrd=*****",
                "PASS_FILE=hunter2 | PASS_FILE=*****",
                "password=5 | password=*****",
                "token=123456 | token=*****",
                "tokens=abc123 | tokens=*****",
                "https://s3/x?X-Amz-Signature=ab12&sig=Q%2Fz&se=1 |"
                        + " https://s3/x?X-Amz-Signature=*****&sig=*****&se=1",
                "https://oauth2:abc.def@git.example/x.git | https://oauth2:*****@git.example/x.git",
                "https://x/cb#access_token=abc&id_token=def |"
                        + " https://x/cb#access_token=*****&id_token=*****",
                "X-Auth-Token: 0123456789abcdef | X-Auth-Token: *****",
                "-H 'Authorization: Bearer abc.def' | -H 'Authorization: Bearer *****'",
                "{\"auths\":{\"r\":{\"auth\":\"dXNlcjpwYXNz\"}}} |"
                        + " {\"auths\":{\"r\":{\"auth\":\"*****\"}}}",
                "--pass hunter2 -v | --pass ***** -v",
                "\"db_pass\": \"hunter2\" | \"db_pass\": *****",
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
                "pass-through=yes",
                "--pass-through yes",
                "bypass=true",
                "sigma=3",
                "signal=9",
                "tokens=5",
                "max_tokens=4096, tokens_per_minute=100",
                "secretName=web-tls",
                "passes=3 passed=2",
                "serviceaccount token is expired",
                "Get \"https://registry.test:5000/v2/\": dial tcp 10.88.0.1:5000: connect:"
                        + " connection refused",
                "MountVolume.SetUp failed for volume \"secret-volume\" : secret \"db\" not found"
            })
    void leavesTheRestAsItIs(String text) {
        assertThat(Mask.of(text)).isEqualTo(text);
    }

    @Test
    void hidesOnEveryLine() {
        assertThat(
                        Mask.of(
                                """
                                user=u
                                password=hunter2
                                -----BEGIN RSA PRIVATE KEY-----
                                MIIEpAIBAAKCAQEA
                                dGhlIHJlc3Q=
                                -----END RSA PRIVATE KEY-----
                                token=abc
                                """))
                .isEqualTo(
                        """
                        user=u
                        password=*****
                        *****
                        token=*****
                        """);
    }

    @Test
    void takesTimeInProportionToTheLine() {
        String line = "password ".repeat(100_000) + "secret_".repeat(50_000) + "\"".repeat(50_000);

        assertThat(Mask.of(line)).isNotEmpty();
    }
}
