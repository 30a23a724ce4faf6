package dev.leat.sdk.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTest {

  /** Made once: one for RSA takes a second. */
  private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void saysWhatItIsAskedToSayAndWhenItHolds() throws Exception {
    String token =
        Jwt.signedBy("HS256", "shared secret")
            .header("kid", "k1")
            .claim("iss", "me")
            .claim("aud", "you")
            .lasting(Duration.ofMinutes(5))
            .at(NOW);
    String[] parts = token.split("\\.", -1);
    assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}");
    assertThat(decoded(parts[1]))
        .isEqualTo(
            "{\"iss\":\"me\",\"aud\":\"you\",\"iat\":1772366400,\"nbf\":1772366400,"
                + "\"exp\":1772366700}");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("shared secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(signature(token)).isEqualTo(mac.doFinal(signed(token)));
  }

  @ParameterizedTest
  @CsvSource({
    "RS256, RSA, SHA256withRSA",
    "RS512, RSA, SHA512withRSA",
    "ES256, secp256r1, SHA256withECDSAinP1363Format",
    "ES384, secp384r1, SHA384withECDSAinP1363Format",
    "EdDSA, Ed25519, Ed25519",
    "PS256, RSA, RSASSA-PSS",
  })
  void isVerifiedByThePublicKey(String algorithm, String kind, String verifier) throws Exception {
    KeyPair keys = keys(kind);
    String token = Jwt.signedBy(algorithm, pem("", keys.getPrivate().getEncoded())).at(NOW);
    assertThat(isVerified(token, keys, verifier)).isTrue();
  }

  @Test
  void takesTheOlderFormOfAnRsaKeyAndOneOnASingleLine() throws Exception {
    KeyPair keys = keys("RSA");
    byte[] pkcs8 = keys.getPrivate().getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    for (String key :
        new String[] {
          pem("RSA ", pkcs1), pem("", pkcs8).replace("\n", "\\n"), pem("", pkcs8).replace("\n", " ")
        }) {
      assertThat(isVerified(Jwt.signedBy("RS256", key).at(NOW), keys, "SHA256withRSA")).isTrue();
    }
  }

  @Test
  void opensAKeyWithItsPassphrase() throws Exception {
    KeyPair keys = keys("RSA");
    String key = pem("ENCRYPTED ", encrypted(keys.getPrivate(), "open sesame"));
    String token = Jwt.signedBy("RS256", key, "open sesame").at(NOW);
    assertThat(isVerified(token, keys, "SHA256withRSA")).isTrue();
    assertThatThrownBy(() -> Jwt.signedBy("RS256", key, "abracadabra"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("passphrase")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
  void refusesWhatIsNoKeyAndDoesNotShowIt(String key) {
    for (String algorithm : new String[] {"RS256", "ES256", "EdDSA"}) {
      assertThatThrownBy(() -> Jwt.signedBy(algorithm, key))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("The key that signs tokens does not fit " + algorithm)
          .hasNoCause();
    }
  }

  @Test
  void refusesAKeyOfAnotherKindAndAnUnknownAlgorithm() throws Exception {
    String rsa = pem("", keys("RSA").getPrivate().getEncoded());
    assertThatThrownBy(() -> Jwt.signedBy("ES256", rsa)).isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> Jwt.signedBy("none", rsa))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("take one of [ES256, ");
  }

  private static KeyPair keys(String kind) throws Exception {
    return KEYS.computeIfAbsent(kind, JwtTest::newKeys);
  }

  private static KeyPair newKeys(String kind) {
    try {
      return generated(kind);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair generated(String kind) throws GeneralSecurityException {
    if (kind.startsWith("secp")) {
      KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
      curve.initialize(new ECGenParameterSpec(kind));
      return curve.generateKeyPair();
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    if (kind.equals("RSA")) {
      generator.initialize(2048);
    }
    return generator.generateKeyPair();
  }

  private static boolean isVerified(String token, KeyPair keys, String verifier) throws Exception {
    Signature check = Signature.getInstance(verifier);
    if (verifier.equals("RSASSA-PSS")) {
      check.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", new MGF1ParameterSpec("SHA-256"), 32, 1));
    }
    check.initVerify(keys.getPublic());
    check.update(signed(token));
    return check.verify(signature(token));
  }

  private static byte[] encrypted(PrivateKey key, String passphrase) throws Exception {
    String scheme = "PBEWithHmacSHA256AndAES_256";
    SecretKey secret =
        SecretKeyFactory.getInstance(scheme)
            .generateSecret(new PBEKeySpec(passphrase.toCharArray()));
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    byte[] sealed = tagged(0x04, cipher.doFinal(key.getEncoded()));
    byte[] pbes2 = HexFormat.of().parseHex("06092a864886f70d01050d");
    byte[] how = tagged(0x30, joined(pbes2, cipher.getParameters().getEncoded()));
    return tagged(0x30, joined(how, sealed));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] tagged(int tag, byte[] content) {
    byte[] head =
        content.length < 128
            ? new byte[] {(byte) tag, (byte) content.length}
            : new byte[] {
              (byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length
            };
    return joined(head, content);
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + kind
        + "PRIVATE KEY-----\n";
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static byte[] signed(String token) {
    return token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] signature(String token) {
    return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
  }
}
