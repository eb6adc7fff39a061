package dev.verdict.acceptance.live;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A service account's token, signed as the API server signs them, which itself makes none that is
/// valid for less than ten minutes.
///
/// See [the
/// claims](https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims).
final class AccountToken {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ISSUER = "https://kubernetes.default.svc";

    private AccountToken() {}

    /// @param pki with `sa.key` and `sa.pub`
    static String of(Path pki, String namespace, String name, String uid, Instant expiresAt)
            throws IOException {
        Instant made = expiresAt.minus(Duration.ofHours(1));
        Map<String, Object> claims =
                Map.of(
                        "iss", ISSUER,
                        "aud", List.of(ISSUER),
                        "sub", "system:serviceaccount:" + namespace + ":" + name,
                        "iat", made.getEpochSecond(),
                        "nbf", made.getEpochSecond(),
                        "exp", expiresAt.getEpochSecond(),
                        "kubernetes.io",
                                Map.of(
                                        "namespace",
                                        namespace,
                                        "serviceaccount",
                                        Map.of("name", name, "uid", uid)));
        try {
            KeyFactory keys = KeyFactory.getInstance("RSA");
            byte[] shown =
                    keys.generatePublic(new X509EncodedKeySpec(der(pki.resolve("sa.pub"))))
                            .getEncoded();
            String id = encoded(MessageDigest.getInstance("SHA-256").digest(shown));
            String signed =
                    encoded(json(Map.of("alg", "RS256", "kid", id))) + "." + encoded(json(claims));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(
                    keys.generatePrivate(new PKCS8EncodedKeySpec(der(pki.resolve("sa.key")))));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static byte[] json(Map<String, Object> object) {
        return JSON.writeValueAsBytes(object);
    }

    private static byte[] der(Path pem) throws IOException {
        return Base64.getMimeDecoder()
                .decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
