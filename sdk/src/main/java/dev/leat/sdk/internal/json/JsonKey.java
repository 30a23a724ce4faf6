package dev.leat.sdk.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;

/** The name of a field, and how it is written. Immutable as long as nobody changes the literal. */
@SuppressWarnings("ArrayRecordComponent") // Never compared: a name and the bytes to write for it.
public record JsonKey(String name, byte[] literal) {

  /** The key of this name. */
  public static JsonKey of(String name) {
    try {
      return new JsonKey(name, Json.DOCUMENTS.writeValueAsBytes(name));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
