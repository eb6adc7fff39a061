package dev.verdict.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;

final class ClientKeyTest {
    @Test
    void looksInsideWhereTheHeadSaysNothing(@TempDir Path folder) throws Exception {
        String elliptic = pkcs8("EC", 256);
        Path file = Files.writeString(folder.resolve("client.key"), elliptic);

        assertThat(ClientKey.algorithm(file.toString(), null)).isEqualTo("EC");
        assertThat(ClientKey.algorithm(null, encoded(elliptic))).isEqualTo("EC");
    }

    @Test
    void leavesAnyOtherKeyToTheClient() throws Exception {
        assertThat(ClientKey.algorithm(null, encoded(pkcs8("RSA", 2048)))).isNull();
        assertThat(ClientKey.algorithm(null, encoded(pkcs8("Ed25519", 255)))).isNull();
    }

    @Test
    void takesTheHeadsWordWhereThereIsOne() {
        assertThat(ClientKey.algorithm(null, encoded("-----BEGIN EC PRIVATE KEY-----\n")))
                .isEqualTo("EC");
        assertThat(ClientKey.algorithm(null, encoded("-----BEGIN RSA PRIVATE KEY-----\n")))
                .isEqualTo("RSA");
    }

    @Test
    void leavesABrokenKeyToWhoeverUsesIt(@TempDir Path folder) {
        assertThat(ClientKey.algorithm(null, null)).isNull();
        assertThat(ClientKey.algorithm(folder.resolve("nowhere").toString(), null)).isNull();
        assertThat(ClientKey.algorithm(null, "no base64 at all !")).isNull();
        assertThat(ClientKey.algorithm(null, encoded("-----BEGIN PRIVATE KEY-----\ncut"))).isNull();
    }

    private static String pkcs8(String algorithm, int size) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance(algorithm);
        keys.initialize(size);
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }
}
