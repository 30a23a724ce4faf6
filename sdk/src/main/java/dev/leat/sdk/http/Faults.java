package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.http.transport.CutBodyException;
import dev.leat.sdk.http.transport.HttpLimits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says what broke below HTTP, and what to do. Stateless. */
final class Faults {

  private static final int MESSAGE_SHOWN = 120;

  private Faults() {}

  /**
   * What to tell about a connection fault.
   *
   * @param what in words
   * @param advice what to do
   */
  record Diagnosis(String what, String advice) {}

  /** Whether the same attempt would meet the same end: a certificate does not change in seconds. */
  static boolean isFinal(IOException fault) {
    return fault instanceof SSLPeerUnverifiedException
        || causes(fault).anyMatch(CertificateException.class::isInstance);
  }

  /** Whether no server can have got the request. */
  static boolean isUnsent(IOException fault) {
    return fault instanceof ConnectException
        || fault instanceof UnknownHostException
        || fault instanceof NoRouteToHostException;
  }

  static Diagnosis diagnose(IOException fault, HttpSource source, Redactor redactor) {
    HttpLimits limits = source.limits();
    String where = source.where();
    if (isFinal(fault)) {
      return new Diagnosis(
          "its TLS certificate is not trusted",
          "is the host name right in "
              + where
              + "? A private certificate must be added to the trust store of this Java");
    }
    if (fault instanceof SSLException) {
      return new Diagnosis(
          "TLS failed (" + excerpt(fault, redactor) + ")",
          "does the service speak https on this port? Check " + where);
    }
    if (fault instanceof UnknownHostException) {
      return new Diagnosis(
          "unknown host",
          "is the host name right in " + where + ", and does this machine reach a DNS?");
    }
    if (fault instanceof NoRouteToHostException) {
      return new Diagnosis("no route to the host", "check the network, and " + where);
    }
    if (fault instanceof ConnectException) {
      boolean refused =
          causes(fault).anyMatch(each -> String.valueOf(each.getMessage()).contains("refused"));
      return new Diagnosis(
          refused ? "connection refused" : "no connection", "is the service up? Check " + where);
    }
    if (fault instanceof ZipException) {
      return new Diagnosis(
          "the gzip of the answer is cut or broken (" + excerpt(fault, redactor) + ")",
          "the source, or a proxy before it, breaks its pages: ask for smaller ones");
    }
    if (fault instanceof CutBodyException) {
      return new Diagnosis(
          "the answer broke off before its announced end",
          "the source, or a proxy before it, cuts its pages: ask for smaller ones");
    }
    if (fault instanceof InterruptedIOException) {
      return new Diagnosis(
          timeout(fault, limits), "the source is slow or hangs; the next sync resumes");
    }
    return new Diagnosis(
        "the connection broke (" + excerpt(fault, redactor) + ")",
        "wait for the source; the next sync resumes");
  }

  /** Masked before it is cut, so that half a secret does not stay. */
  private static String excerpt(IOException fault, Redactor redactor) {
    return Shown.excerpt(redactor.redact(String.valueOf(fault.getMessage())), MESSAGE_SHOWN);
  }

  private static String timeout(IOException fault, HttpLimits limits) {
    if (!(fault instanceof SocketTimeoutException)) {
      return "no whole answer within " + Shown.time(limits.call());
    }
    String text = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("connect")
        ? "no connection within " + Shown.time(limits.connect())
        : "no byte within " + Shown.time(limits.idle());
  }

  private static Stream<Throwable> causes(Throwable fault) {
    return Stream.iterate(fault, each -> each != null, Throwable::getCause).limit(10);
  }
}
