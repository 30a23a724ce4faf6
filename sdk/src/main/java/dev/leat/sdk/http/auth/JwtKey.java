package dev.leat.sdk.http.auth;

import dev.leat.sdk.error.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A key and the algorithm it signs by, as the JDK knows them. Immutable. */
final class JwtKey {

  /** Names of RFC 7518, and what the JDK calls the same. */
  private static final Map<String, String> ALGORITHMS =
      Map.ofEntries(
          Map.entry("HS256", "HmacSHA256"),
          Map.entry("HS384", "HmacSHA384"),
          Map.entry("HS512", "HmacSHA512"),
          Map.entry("RS256", "SHA256withRSA"),
          Map.entry("RS384", "SHA384withRSA"),
          Map.entry("RS512", "SHA512withRSA"),
          Map.entry("PS256", "RSASSA-PSS"),
          Map.entry("PS384", "RSASSA-PSS"),
          Map.entry("PS512", "RSASSA-PSS"),
          Map.entry("ES256", "SHA256withECDSAinP1363Format"),
          Map.entry("ES384", "SHA384withECDSAinP1363Format"),
          Map.entry("ES512", "SHA512withECDSAinP1363Format"),
          Map.entry("EdDSA", "Ed25519"));

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

  /** The header of PKCS #8 around an RSA key: version 0, rsaEncryption. */
  private static final byte[] RSA_HEADER =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private final String algorithm;
  private final byte[] shared;
  private final PrivateKey key;
  private final String secret;

  private JwtKey(String algorithm, byte[] shared, PrivateKey key, String secret) {
    this.algorithm = algorithm;
    this.shared = shared;
    this.key = key;
    this.secret = secret;
  }

  static JwtKey of(String algorithm, byte[] key, Optional<String> passphrase) {
    if (!ALGORITHMS.containsKey(algorithm)) {
      throw new ConfigurationException(
          "Tokens cannot be signed by "
              + algorithm
              + ": take one of "
              + ALGORITHMS.keySet().stream().sorted().toList());
    }
    if (algorithm.startsWith("HS")) {
      if (key.length == 0) {
        throw new ConfigurationException("Set the key that signs tokens: it is empty");
      }
      return new JwtKey(algorithm, key.clone(), null, "");
    }
    try {
      JwtKey made = new JwtKey(algorithm, null, privateKey(algorithm, key, passphrase), "");
      made.sign(new byte[0]);
      return made;
    } catch (GeneralSecurityException | IOException | IllegalStateException e) {
      // Without its cause, which may quote the key.
      throw new ConfigurationException(
          "The key that signs tokens does not fit "
              + algorithm
              + ": give a private key in PEM, as PKCS #8 (openssl pkcs8 -topk8 converts others),"
              + " and its passphrase if it has one");
    }
  }

  /** The same key, with a text that must not be shown. */
  JwtKey masking(String text) {
    return new JwtKey(algorithm, shared, key, text);
  }

  String algorithm() {
    return algorithm;
  }

  String secret() {
    return secret;
  }

  byte[] sign(byte[] text) {
    try {
      if (shared != null) {
        Mac mac = Mac.getInstance(ALGORITHMS.get(algorithm));
        mac.init(new SecretKeySpec(shared, ALGORITHMS.get(algorithm)));
        return mac.doFinal(text);
      }
      Signature signature = Signature.getInstance(ALGORITHMS.get(algorithm));
      if (algorithm.startsWith("PS")) {
        signature.setParameter(pss());
      }
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key does not sign by " + algorithm, e);
    }
  }

  private PSSParameterSpec pss() {
    int bits = Integer.parseInt(algorithm.substring(2));
    String hash = "SHA-" + bits;
    return new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1);
  }

  private static PrivateKey privateKey(String algorithm, byte[] pem, Optional<String> passphrase)
      throws GeneralSecurityException, IOException {
    // Settings often carry a PEM on one line.
    String text = new String(pem, StandardCharsets.UTF_8).replace("\\n", "\n");
    Matcher found = PEM.matcher(text);
    if (!found.find()) {
      throw new GeneralSecurityException("not PEM");
    }
    byte[] der = Base64.getMimeDecoder().decode(found.group(2));
    PKCS8EncodedKeySpec spec =
        switch (found.group(1).strip()) {
          case "" -> new PKCS8EncodedKeySpec(der);
          case "RSA" -> new PKCS8EncodedKeySpec(wrapped(der));
          case "ENCRYPTED" -> decrypted(der, passphrase.orElse(""));
          default -> throw new GeneralSecurityException("another form");
        };
    return KeyFactory.getInstance(family(algorithm)).generatePrivate(spec);
  }

  private static String family(String algorithm) {
    return switch (algorithm.substring(0, 2)) {
      case "ES" -> "EC";
      case "Ed" -> "Ed25519";
      default -> "RSA";
    };
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] der, String passphrase)
      throws GeneralSecurityException, IOException {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
    // The parameters of PBES2 name the whole scheme; the algorithm's own name is too general.
    String scheme = info.getAlgParameters().toString();
    SecretKeyFactory factory = SecretKeyFactory.getInstance(scheme);
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(
        Cipher.DECRYPT_MODE,
        factory.generateSecret(new PBEKeySpec(passphrase.toCharArray())),
        info.getAlgParameters());
    return info.getKeySpec(cipher);
  }

  /** PKCS #1 within PKCS #8. */
  private static byte[] wrapped(byte[] rsa) throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.write(RSA_HEADER);
    inner.write(tagged(0x04, rsa));
    return tagged(0x30, inner.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.write(content);
    return out.toByteArray();
  }
}
