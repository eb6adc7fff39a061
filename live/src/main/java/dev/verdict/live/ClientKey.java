package dev.verdict.live;

import io.fabric8.kubernetes.client.Config;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

/// What kind of key a kubeconfig's client certificate has.
///
/// A key in PKCS #8 (`BEGIN PRIVATE KEY`) says so inside and not in its PEM head, which is all that
/// the client looks at: it takes every such key for RSA.
final class ClientKey {
    private static final String PKCS8 = "-----BEGIN PRIVATE KEY-----";

    /// `id-ecPublicKey`, 1.2.840.10045.2.1, as DER has it ([RFC
    /// 5480](https://www.rfc-editor.org/rfc/rfc5480#section-2.1.1)).
    private static final byte[] ELLIPTIC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    /// Where the algorithm stands in a PKCS #8 key, at the latest.
    private static final int HEAD = 32;

    private ClientKey() {}

    /// `EC`, `RSA`, or null where only the client's default is left.
    ///
    /// @param file where the key is, if it is in a file
    /// @param data the key's PEM text in base64, if the kubeconfig has it
    static @Nullable String algorithm(@Nullable String file, @Nullable String data) {
        String named = Config.getKeyAlgorithm(file, data);
        if (named != null) {
            return named;
        }
        try {
            String pem = pem(file, data);
            return pem.contains(PKCS8) && isElliptic(der(pem)) ? "EC" : null;
        } catch (IOException | IllegalArgumentException _) {
            // Whoever uses the key says what is wrong with it.
            return null;
        }
    }

    private static String pem(@Nullable String file, @Nullable String data) throws IOException {
        if (data != null) {
            return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.ISO_8859_1);
        }
        return file == null ? "" : Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    }

    private static byte[] der(String pem) {
        int from = pem.indexOf(PKCS8) + PKCS8.length();
        int end = pem.indexOf("-----END", from);
        return Base64.getMimeDecoder().decode(end < 0 ? "" : pem.substring(from, end));
    }

    private static boolean isElliptic(byte[] der) {
        for (int at = 0; at + ELLIPTIC.length <= Math.min(HEAD, der.length); at++) {
            if (Arrays.equals(der, at, at + ELLIPTIC.length, ELLIPTIC, 0, ELLIPTIC.length)) {
                return true;
            }
        }
        return false;
    }
}
